// A table wider than its frame can be scrolled by keyboard and says what it is; one that fits is no stop on the way.
if (!window.tablesFramed) {
  window.tablesFramed = true;
  const frame = (wide) => {
    const over = wide.scrollWidth > wide.clientWidth;
    if (over === wide.hasAttribute("tabindex")) return;
    const name = wide.querySelector("caption")?.textContent ?? "Table";
    for (const [attribute, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", name]])
      over ? wide.setAttribute(attribute, value) : wide.removeAttribute(attribute);
  };
  let waiting = 0;
  const all = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      document.querySelectorAll(".wide").forEach(frame);
    });
  };
  new MutationObserver(all).observe(document.body, { subtree: true, childList: true });
  addEventListener("resize", all);
  all();
}
