// Follow links marked "in-app" without a new page load: hand the address to the app as the back button does.
// Without this script they are plain links to the same place.
if (!window.inAppLinks) {
  window.inAppLinks = true;
  const follow = (href) => {
    history.pushState({}, "", href);
    dispatchEvent(new PopStateEvent("popstate"));
    document.querySelector(".stMain")?.scrollTo(0, 0); // the window never scrolls, this part of it does
  };
  document.documentElement.lang = "en-GB";
  // Say how many rows a filter leaves to those who do not see the table change.
  const said = document.createElement("div");
  said.className = "unseen";
  said.setAttribute("role", "status");
  document.body.append(said);
  const count = () => document.querySelector("table.scorecard caption")?.textContent ?? "";
  let heard = count();
  new MutationObserver(() => {
    if (count() === heard) return;
    heard = count();
    said.textContent = heard;
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
  // A field that is left by pressing a link hands over what was typed first: the answer to it would bring its page back.
  let typing = false;
  const FIELDS = ".stTextInput input, .stTextArea textarea, .stDateInput *";
  document.addEventListener("pointerdown", () => (typing = document.activeElement?.matches(FIELDS)), true);
  const afterwards = (then) => {
    if (!typing) return then();
    typing = false;
    const left = performance.now();
    let answering = false;
    const handed = setInterval(() => {
      const waited = performance.now() - left;
      const still = document.querySelector("[data-test-script-state=notRunning]");
      answering ||= !still;
      if (waited < 3000 && !(still && (answering || waited > 250))) return;
      clearInterval(handed);
      then();
    }, 10);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.in-app");
    if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    link.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); // closes the list it stands in
    afterwards(() => follow(link.href));
  });
  // Streamlit's link past the navigation leads to before it; this goes on to the heading of the page.
  const skip = (event) => {
    const heading = event.target.closest("[data-testid=stSkipToContent]") && document.querySelector(".stMain h1");
    if (!heading) return;
    event.preventDefault();
    event.stopPropagation();
    heading.tabIndex = -1;
    heading.focus();
  };
  document.addEventListener("click", skip, true);
  // Steps through a meeting by keyboard or clicker, counted from the address, so that quick presses all count.
  const steps = { ArrowLeft: 0, PageUp: 0, ArrowRight: 1, PageDown: 1, Home: 2 };
  document.addEventListener("keydown", (event) => {
    const link = document.querySelectorAll("a.step")[steps[event.key]];
    if (!link || event.metaKey || event.ctrlKey || event.altKey) return;
    const paged = event.key.startsWith("Page") && event.target.closest(".st-key-decide .stTextInput"); // means nothing there
    if (!paged && event.target.closest("input, textarea, [role=spinbutton], [role=listbox], [role=dialog]")) return;
    event.preventDefault();
    const { step, last } = link.dataset;
    const address = new URL(location);
    const said = address.searchParams.get("item") ?? "";
    const item = Math.min(/^[0-9]{1,9}$/.test(said) ? Number(said) : 0, Number(last)); // as the page reads it
    const to = Math.min(Math.max(item + Number(step), 0), Number(last));
    if (to === item) return;
    if (to) address.searchParams.set("item", to);
    else address.searchParams.delete("item");
    if (paged) {
      typing = true;
      event.target.blur();
    }
    afterwards(() => follow(address));
  });
  // Enter in a field of a decision records it. Leaving the field hands over what was typed, before the button is pressed.
  // Until the server has emptied the fields, what is typed on waits: it would hang on to what was recorded.
  let waits = null;
  document.addEventListener("keydown", (event) => {
    const field = event.target.closest?.(".st-key-decide .stTextInput input");
    if (!field || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.key === "Tab") return;
    if (event.key === "Escape") return field.blur();
    if (waits !== null || event.key === "Enter") event.preventDefault();
    if (waits !== null) {
      if (event.key.length === 1) waits += event.key;
      if (event.key === "Backspace") waits = waits.slice(0, -1);
      return;
    }
    if (event.key !== "Enter" || event.repeat) return;
    const line = field.closest(".st-key-decide");
    const decision = line.querySelector("input");
    field.blur();
    line.querySelector(".stButton button").click();
    field.focus();
    if (!decision.value.trim()) return;
    waits = "";
    const until = performance.now() + 5000;
    const emptied = setInterval(() => {
      if (decision.isConnected && decision.value && performance.now() < until) return;
      clearInterval(emptied);
      if (waits && document.activeElement === field) document.execCommand("insertText", false, waits);
      waits = null;
    }, 20);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!event.target.matches?.(".st-key-decide [role=spinbutton]")) return;
    const record = event.target.closest(".st-key-decide").querySelector(".stButton button");
    setTimeout(() => record.click()); // once the calendar has handed the day on
  }, true);
  // The clock of a meeting: time on the item in the address and in all, kept in this window until it is closed.
  const clock = { running: false, at: 0, all: 0, items: {} };
  const minutes = (ms) => `${Math.floor(ms / 60000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
  const write = (place, text) => {
    if (place.textContent !== text) place.textContent = text;
  };
  const tick = () => {
    const item = new URL(location).searchParams.get("item") ?? "";
    const now = performance.now();
    if (clock.running) {
      clock.all += now - clock.at;
      clock.items[item] = (clock.items[item] ?? 0) + now - clock.at;
    }
    clock.at = now;
    const face = document.querySelector(".clock");
    if (!face) return;
    write(face, clock.all ? `${minutes(clock.items[item] ?? 0)} of ${minutes(clock.all)}` : "");
    write(document.querySelector("[data-does=clock]"), clock.running ? "Pause" : clock.all ? "Go on" : "Timer");
  };
  setInterval(tick, 250);
  const tools = {
    clock: () => {
      tick();
      clock.running = !clock.running;
      tick();
    },
    fullscreen: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  };
  const keys = { t: "clock", f: "fullscreen" };
  document.addEventListener("click", (event) => tools[event.target.closest("[data-does]")?.dataset.does]?.());
  document.addEventListener("keydown", (event) => {
    const does = keys[event.key?.toLowerCase()]; // filling in by the browser sends keys without a name
    if (!does || !document.querySelector(`[data-does=${does}]`)) return;
    if (event.repeat || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest("input, textarea, [role=spinbutton], [role=listbox], [role=dialog]")) return;
    event.preventDefault();
    tools[does]();
  });
}
