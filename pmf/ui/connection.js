// Says when the connection is lost and when it is back. The process a reader comes back to may be another one: it is
// asked for the page as the address has it before anything can be chosen, or it would know nothing of that page and
// take the first choice for an old one.
if (!window.connectionWatched) {
  window.connectionWatched = true;
  const LONGEST_BLIND = 10_000;
  const words = {
    lost: "The connection is lost; trying again. The page stays as it is, and your choices are in its address.",
    ended: "The connection could not be made again. Reload the page: your choices are in its address.",
    back: "Connected again.",
  };
  const notice = document.createElement("div");
  notice.className = "connection";
  notice.setAttribute("role", "status");
  document.body.append(notice);
  const main = () => document.querySelector(".stMain");
  let state = "connected"; // lost, asked, running, connected
  let focused, waiting;

  const ask = () => {
    const href = location.href; // without what stands after #, or the app would take it for a jump within the page
    history.replaceState(history.state, "", location.pathname + location.search);
    dispatchEvent(new PopStateEvent("popstate"));
    history.replaceState(history.state, "", href);
  };
  const lose = () => {
    if (state === "connected") focused = document.activeElement;
    clearTimeout(waiting);
    state = "lost";
    notice.textContent = words.lost;
  };
  const comeBack = () => {
    state = "asked";
    main().inert = true;
    waiting = setTimeout(settle, LONGEST_BLIND);
    ask();
  };
  const settle = () => {
    clearTimeout(waiting);
    state = "connected";
    main().inert = false;
    if (document.activeElement === document.body) focused?.focus?.({ preventScroll: true });
    notice.textContent = words.back;
    waiting = setTimeout(() => (notice.textContent = ""), 5000);
  };
  // Streamlit's own dialog lies over what could still be read, and speaks of its server. Closed once, it stays away.
  const uncover = () => document.querySelector("[role=dialog]:has(> h2[slot=title]) > button[aria-label=Close]")?.click();
  new MutationObserver(() => {
    const app = document.querySelector("[data-test-connection-state]");
    if (!app) return;
    if (state === "lost") uncover();
    const { testConnectionState: connection, testScriptState: script } = app.dataset;
    if (connection === "DISCONNECTED_FOREVER") notice.textContent = words.ended;
    else if (connection !== "CONNECTED") state === "lost" || lose();
    else if (state === "lost") comeBack();
    else if (state === "asked" && script === "running") state = "running";
    else if (state === "running" && script === "notRunning") settle();
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-test-connection-state", "data-test-script-state"],
  });
}
