"""The app: `streamlit run app.py`."""

from pmf.ui import frame

frame.run()
