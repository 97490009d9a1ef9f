"""The least a page costs at all: a title and a choice."""

import streamlit as st

st.title("Trivial")
st.selectbox("Choice", [f"Option {number}" for number in range(10)])
