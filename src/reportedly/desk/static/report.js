// The page of one report.
import { lights } from "./lights.js";

lights(document.getElementById("text"), () => [...document.querySelectorAll(".row")]);
