// After a restart the page is loaded anew: another run of the program answers then.
const leaving = document.querySelector("[data-run]");
async function lookForNewRun() {
  try {
    const answer = await fetch("/settings/run");
    if (answer.ok && (await answer.text()) !== leaving.dataset.run) return location.assign("/settings?done=restarting");
  } catch {
    // Nobody answers yet.
  }
  setTimeout(lookForNewRun, 700);
}
if (leaving !== null) setTimeout(lookForNewRun, 1500);
