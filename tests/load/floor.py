"""The floor: the least a page of this kind costs in Streamlit, one table of 27 rows and six charts kept ready."""

import streamlit as st

POINTS = [{"x": x, "y": (x * 7) % 23} for x in range(100)]


@st.cache_resource
def chart(number: int) -> dict[str, object]:
    """A chart of a hundred points."""
    encoding = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
    return {"data": {"values": POINTS}, "mark": "line", "encoding": encoding, "title": f"{number}"}


@st.cache_resource
def table() -> str:
    """A table of 27 rows and ten columns."""
    cells = "".join(f"<tr>{''.join(f'<td>{row * column}</td>' for column in range(10))}</tr>" for row in range(27))
    return f"<table>{cells}</table>"


st.title("Floor")
st.selectbox("Choice", [f"Option {number}" for number in range(10)])
st.html(table())
for number in range(6):
    st.vega_lite_chart(spec=chart(number), key=f"chart{number}")
