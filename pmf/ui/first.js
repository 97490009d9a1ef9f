// Once the app has drawn the scorecard itself, take away the one the page came with: the same place, the same link in
// focus. A reader who has gone on to another page meanwhile gets that one from its beginning.
{
  const first = document.getElementById("first");
  const root = document.getElementById("root");
  const address = () => location.pathname + location.search;
  const began = address();
  const look = () => {
    const stays = address() === began;
    const drawn = root.querySelector("footer.site, .stAlert, .stException") && !root.querySelector("[data-testid=stSkeleton]");
    if (stays && !drawn) return;
    app.disconnect();
    removeEventListener("popstate", look);
    root.inert = false;
    const link = stays && document.activeElement.getAttribute("href");
    const alike = (part) => (link ? [...part.querySelectorAll(`a[href="${CSS.escape(link)}"]`)] : []);
    const which = alike(first).indexOf(document.activeElement);
    if (stays) root.querySelector(".stMain").scrollTop = first.scrollTop;
    first.remove();
    alike(root)[which]?.focus({ preventScroll: true });
  };
  const app = new MutationObserver(look);
  app.observe(root, { childList: true, subtree: true });
  addEventListener("popstate", look); // as the app's links say that they are followed
  root.inert = true; // what is half drawn is neither read out nor in reach of the keyboard
  setTimeout(() => (first.querySelector(".waiting").hidden = false), 15_000);
  const chosen = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`); // where Streamlit keeps its menu's choice
  if (chosen === '"Light"' || chosen === '"Dark"') first.style.colorScheme = JSON.parse(chosen).toLowerCase();
}
