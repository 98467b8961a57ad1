// Keeps the page as it is now. Everything can be read without it.
// A browser opens few connections to one server, so all windows of one language share a stream: one of them holds it.
"use strict";
const root = document.documentElement;
const channel = new BroadcastChannel(`live-${root.lang}`);
let papers = null;

function show(news) {
  document.getElementById("lost").hidden = true;
  root.dataset.tone = news.tone;
  document.getElementById("icon").href = `/icon-${news.tone}.svg`;
  const now = document.getElementById("now");
  // What did not change is not said again to whoever listens to the page.
  if (now !== null && now.dataset.html !== news.html) {
    const said = now.querySelector("[role=status]")?.textContent;
    now.innerHTML = now.dataset.html = news.html;
    const status = now.querySelector("[role=status]");
    if (status !== null && status.textContent === said) status.removeAttribute("role");
  }
  const brief = document.getElementById("brief-text");
  if (brief !== null) brief.textContent = news.title;
  const heading = now === null ? `${document.querySelector("h1").textContent} · ` : "";
  document.title = heading + news.title;
  if (papers === null) papers = news.papers;
  const fresh = document.getElementById("fresh");
  if (fresh !== null && news.papers !== papers) fresh.hidden = false;
}

function lost() {
  const line = document.getElementById("lost");
  line.textContent = root.dataset.lost;
  line.hidden = false;
  root.dataset.tone = "bad";
  document.getElementById("icon").href = "/icon-bad.svg";
}

function listen() {
  const events = new EventSource(`/live?lang=${root.lang}`);
  let last = null;
  events.onmessage = ({ data }) => {
    last = JSON.parse(data);
    show(last);
    channel.postMessage(last);
  };
  events.onerror = () => {
    lost();
    channel.postMessage("lost");
    // The browser tries again by itself, but not after an answer that is an error.
    if (events.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
  };
  channel.addEventListener("message", ({ data }) => {
    if (data === "ask" && last !== null) channel.postMessage(last);
  });
}

channel.addEventListener("message", ({ data }) => {
  if (data === "lost") lost();
  else if (data !== "ask") show(data);
});
channel.postMessage("ask");
navigator.locks.request(`live-${root.lang}`, () => {
  listen();
  return new Promise(() => {});
});

// What was done is said once: not again when the page is loaded anew.
const here = new URL(location.href);
if (here.searchParams.has("done")) {
  here.searchParams.delete("done");
  history.replaceState(null, "", here);
}

// A second click on a button while its answer is under way does nothing.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent !== undefined) event.preventDefault();
  event.target.dataset.sent = "";
});
addEventListener(
  "pageshow",
  () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent),
);
