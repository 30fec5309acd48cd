// Review by keyboard: each key presses the button or follows the link that shows it.
import { lights } from "./lights.js";
import { marking } from "./marking.js";

const text = document.getElementById("text");
const current = document.getElementById("current");
const missed = document.getElementById("missed");
const { lightWords } = lights(text, () => [...document.querySelectorAll(".row")]);

const mark = marking(
  text,
  (start, end, words) => {
    missed.hidden = false;
    missed.elements.start.value = start;
    missed.elements.end.value = end;
    document.getElementById("marked").textContent = words;
    document.getElementById("mark-help").textContent = "";
    missed.elements.event_type.focus();
    missed.scrollIntoView({ block: "nearest" });
  },
  (sentence) => { document.getElementById("mark-help").textContent = sentence; },
);
// A click on the button would take the selection away before it is read.
const button = document.getElementById("mark");
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", mark);

const types = (element) => element.matches("input, select, textarea");
const press = (key) => [...document.querySelectorAll("[data-key]")].find((item) => item.dataset.key === key && !item.disabled);

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form");
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
    const save = form.id === "missed" ? form.querySelector("[value=missed]") : form.querySelector("[value=correct]");
    if (save && (form.id === "missed" || document.getElementById("correct").open)) {
      event.preventDefault();
      form.requestSubmit(save);
    }
    return;
  }
  if (event.key === "Escape" && types(event.target)) {
    event.target.blur();
    current?.focus({ preventScroll: true });
    return;
  }
  if (types(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "t") {
    document.getElementById("note")?.focus();
    event.preventDefault();
    return;
  }
  const found = press(event.key);
  if (!found) return;
  event.preventDefault();
  if (found.tagName === "SUMMARY") {
    found.parentElement.open = true;
    document.getElementById("f-event_type").focus();
  } else found.click();
});

// Enter in a field of the first form accepts nothing by accident: it saves the correction, or does nothing.
document.getElementById("decide")?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("input") && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    if (document.getElementById("correct").open && event.target.id !== "note") {
      event.currentTarget.requestSubmit(event.currentTarget.querySelector("[value=correct]"));
    }
  }
});

if (current) {
  current.focus({ preventScroll: true });
  if (current.classList.contains("row")) lightWords(current, true);
}
