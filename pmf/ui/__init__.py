"""Drawing with Streamlit. Knows widgets and HTML; refuses to compute, round or query anything."""
