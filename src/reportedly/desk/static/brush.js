// The timeline's brush: drag across the bars, and the list shows only those days.
export function brush(element, form, bars, plot) {
  const shade = element.querySelector(".brush");
  const svg = element.querySelector("svg");
  if (!shade || !svg || !form || !bars.length) return;
  const whole = plot.left + plot.width + plot.right;
  const time = (day) => Date.parse(`${day}T00:00:00Z`);
  const first = time(bars[0][0]);
  const last = time(bars[bars.length - 1][1]);
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * whole - plot.left;
    return Math.min(1, Math.max(0, x / plot.width));
  };
  const show = (a, b) => {
    const box = svg.getBoundingClientRect();
    const scale = box.width / whole;
    shade.style.left = `${(plot.left + Math.min(a, b) * plot.width) * scale}px`;
    shade.style.width = `${Math.abs(b - a) * plot.width * scale}px`;
  };
  const at = (share) => bars.findIndex(([, end]) => first + share * (last - first) < time(end));
  let began = null;
  element.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    began = place(event);
    element.setPointerCapture(event.pointerId);
    show(began, began);
  });
  element.addEventListener("pointermove", (event) => {
    if (began !== null) show(began, place(event));
  });
  element.addEventListener("pointercancel", () => { began = null; shade.style.width = "0"; });
  element.addEventListener("pointerup", (event) => {
    if (began === null) return;
    const [from, to] = [began, place(event)].sort((a, b) => a - b);
    began = null;
    const index = (found) => (found < 0 ? bars.length - 1 : found);
    form.elements.since.value = bars[index(at(from))][0];
    form.elements.until.value = new Date(time(bars[index(at(to))][1]) - 86400000).toISOString().slice(0, 10);
    form.requestSubmit();
  });
}
