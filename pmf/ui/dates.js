// Enter in a field for a day takes the day that was typed: the calendar over it closes as by Escape, and only a closed
// calendar hands the day on.
if (!window.datesEntered) {
  window.datesEntered = true;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.closest('[data-testid="stDateInputField"] [role=spinbutton]')) return;
    event.target.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }, true);
}
