// The map: country shapes, and a circle for each place as wide as the place is vague. No tile server, no pin.
import { basemap } from "./basemap.js";

const KM = { near: 12, area: 60, admin1: 90, country: 260, region: 500, unknown: 120 };
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function points(index) {
  const arc = basemap.arcs[index < 0 ? ~index : index];
  const found = [];
  let x = 0;
  let y = 0;
  for (let at = 0; at < arc.length; at += 2) {
    x += arc[at];
    y += arc[at + 1];
    found.push([y * basemap.step, x * basemap.step]);
  }
  return index < 0 ? found.reverse() : found;
}

// A ring that crosses the 180th meridian goes on beyond it, instead of across the whole map.
function ring(arcs) {
  const found = arcs.flatMap((index, at) => (at ? points(index).slice(1) : points(index)));
  let turn = 0;
  for (let at = 1, last = found[0][1]; at < found.length; at += 1) {
    const now = found[at][1];
    if (now - last > 180) turn -= 360;
    if (last - now > 180) turn += 360;
    last = now;
    found[at] = [found[at][0], now + turn];
  }
  return found;
}

function countries(renderer) {
  const look = { renderer, interactive: false, weight: 0.8, color: colour("--line-strong"), fillColor: colour("--land"), fillOpacity: 1 };
  return basemap.countries.map((country) => L.polygon(country.polygons.map((rings) => rings.map(ring)), look));
}

function names(map) {
  const held = L.layerGroup();
  for (const country of basemap.countries) {
    const outer = country.polygons.map((rings) => ring(rings[0])).sort((a, b) => b.length - a.length)[0];
    const box = L.latLngBounds(outer);
    const span = box.getEast() - box.getWest();
    const label = document.createElement("span");
    label.textContent = country.name;
    held.addLayer(L.marker(box.getCenter(), {
      interactive: false, keyboard: false, span,
      icon: L.divIcon({ className: "country", html: label, iconSize: [120, 16] }),
    }));
  }
  const show = () => {
    const zoom = map.getZoom();
    held.eachLayer((item) => {
      const wide = (item.options.span / 360) * 256 * 2 ** zoom;
      item.setOpacity(wide > 70 && wide < 2600 ? 1 : 0);
    });
  };
  map.on("zoomend", show);
  map.whenReady(show);
  return held;
}

function circle([latitude, longitude, precision, , count], renderer) {
  const accent = colour("--accent");
  const weight = 1.2 + Math.min(2.5, Math.log10(count + 1));
  const look = { renderer, color: accent, weight, fillColor: accent };
  if (precision === "exact") {
    return L.circleMarker([latitude, longitude], { ...look, radius: 4 + Math.min(6, 2 * Math.log10(count)), fillOpacity: 0.55 });
  }
  const vague = { fillOpacity: 0.06, dashArray: precision === "near" ? null : "5 5" };
  return L.circle([latitude, longitude], { ...look, ...vague, radius: 1000 * (KM[precision] ?? KM.unknown) });
}

function told([, , precision, name, count], words) {
  const box = document.createElement("div");
  const title = document.createElement("b");
  title.textContent = name || "a place without a name";
  const text = document.createElement("p");
  text.textContent = `${count.toLocaleString("en")} ${count === 1 ? "incident" : "incidents"}: ${words[precision] ?? ""}`;
  box.append(title, text);
  if (name && document.getElementById("filters")) {
    const link = document.createElement("a");
    const asked = new URLSearchParams(location.search);
    asked.set("place", name);
    asked.delete("page");
    link.href = `/incidents?${asked}`;
    link.textContent = "Only this place";
    box.append(link);
  }
  return box;
}

export function drawMap(element, spots, words) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    attributionControl: false, preferCanvas: true, minZoom: 1, maxZoom: 9, worldCopyJump: true,
    zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still,
  });
  map.createPane("land").style.zIndex = 200;
  const land = L.canvas({ pane: "land", padding: 0.3 });
  countries(land).forEach((shape) => shape.addTo(map));
  const over = L.canvas({ padding: 0.3 });
  const order = spots.map((spot, at) => [spot, at]).sort(([a], [b]) => (KM[b[2]] ?? 0) - (KM[a[2]] ?? 0));
  const drawn = [];
  for (const [spot, at] of order) {
    drawn[at] = circle(spot, over).addTo(map).bindPopup(() => told(spot, words));
  }
  if (spots.length) {
    map.fitBounds(L.latLngBounds(spots.map(([a, b]) => [a, b])).pad(0.25), { maxZoom: spots.length > 1 ? 6 : 5, animate: false });
  } else {
    map.setView([20, 15], 1);
  }
  names(map).addTo(map);
  return { map, drawn };
}

export function lightSpots(drawn, rows) {
  const strong = colour("--text");
  const accent = colour("--accent");
  for (const row of rows) {
    const shape = drawn[Number(row.dataset.spot)];
    if (!shape) continue;
    const light = () => { shape.setStyle({ color: strong, weight: 4 }); shape.bringToFront(); };
    const dim = () => shape.setStyle({ color: accent, weight: 1.6 });
    row.addEventListener("mouseenter", light);
    row.addEventListener("mouseleave", dim);
    row.addEventListener("focusin", light);
    row.addEventListener("focusout", dim);
  }
}
