// The page of one incident: where it is, on a small map.
import { drawMap } from "./map.js";

const element = document.getElementById("map");
if (element) drawMap(element, JSON.parse(document.getElementById("spots").textContent), {});
