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
    const focused = document.activeElement;
    const link = stays && focused.getAttribute("href");
    const alike = (part) => (link ? [...part.querySelectorAll(`a[href="${CSS.escape(link)}"]`)] : []);
    const which = alike(first).indexOf(focused);
    const main = root.querySelector(".stMain");
    if (stays) main.scrollTop = first.scrollTop;
    first.remove();
    (focused === first ? main : alike(root)[which])?.focus({ preventScroll: true });
  };
  const app = new MutationObserver(look);
  app.observe(root, { childList: true, subtree: true });
  addEventListener("popstate", look); // as the app's links say that they are followed
  root.inert = true; // what is half drawn is neither read out nor in reach of the keyboard
  const waiting = first.querySelector(".waiting");
  setTimeout(() => (waiting.textContent = waiting.dataset.words), 15_000);
  const chosen = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`); // where Streamlit keeps its menu's choice
  if (chosen === '"Light"' || chosen === '"Dark"') first.style.colorScheme = JSON.parse(chosen).toLowerCase();
}
