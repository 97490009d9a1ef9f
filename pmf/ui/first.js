// Once the app has drawn the scorecard itself, take away the one the page came with: the same place, the same link in focus.
{
  const first = document.getElementById("first");
  const root = document.getElementById("root");
  const app = new MutationObserver(() => {
    if (!root.querySelector("footer.site, .stAlert, .stException") || root.querySelector("[data-testid=stSkeleton]")) return;
    app.disconnect();
    const href = document.activeElement.getAttribute("href");
    root.querySelector(".stMain").scrollTop = first.scrollTop;
    first.remove();
    if (href) root.querySelector(`a[href="${CSS.escape(href)}"]`)?.focus({ preventScroll: true });
  });
  app.observe(root, { childList: true, subtree: true });
}
