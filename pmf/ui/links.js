// Follow links marked "in-app" without a new page load: hand the address to the app as the back button does.
// Without this script they are plain links to the same place.
if (!window.inAppLinks) {
  window.inAppLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.in-app");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    scrollTo(0, 0);
  });
}
