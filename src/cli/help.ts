/** The text of `--help`. */
export const HELP = `printer-client: prints what the shop's backend sends, on the printers of this PC.

Usage
  printer-client                        connect and print until it is stopped (Ctrl+C)
  printer-client --setup                ask for what matters, try it, and write the settings; the first start does it
  printer-client --check                look over everything that printing needs; says what to do
  printer-client --list-printers        the printers this PC has, and those of the settings
  printer-client --list-profiles        the printer models it knows, for PRINTER_<ALIAS>_PROFILE
  printer-client --test-print           print a test page
  printer-client --calibrate            print samples, ask which look right, write what was found into .env
  printer-client --print FILE.json      print one job from a file, as the backend would send it
  printer-client --preview FILE.json    show the paper of a job in this window; prints nothing
  printer-client --lint FILE.json       say what is wrong with a job, and what the client would do with it
  printer-client --reprint JOB_ID       print a job of the last days again, marked COPY 2; the word last: the latest
  printer-client --export-templates     write the shipped templates into the folder of the shop's own
  printer-client --install-task         start with Windows from now on, whenever this user logs on
  printer-client --uninstall-task       no longer start with Windows
  printer-client --task-status          whether it starts with Windows, and whether it runs
  printer-client --logs                 where the log is, and its last lines
  printer-client --open                 open the page of the running client in the browser
  printer-client --support              write one zip for whoever helps: logs, settings without secrets, printers
  printer-client --demo                 try it: a built-in backend sends samples, the paper is shown here

Options
  --printer NAME    with --test-print, --calibrate, --print, --preview, --lint, --reprint, --check --paper: an
                    alias of the settings or an installed printer
  --paper           with --check: put it on paper too, on the default printer or on NAME
  --out FILE        with --preview: write the paper into FILE, which ends in .svg, .png, .txt or .html
  --env FILE        settings from FILE instead of the .env beside the program
  --system          with --install-task: start with Windows itself, as SYSTEM, before anybody logs on
  --standby         wait while another one runs, and take over when it ends
  --force           with --export-templates: overwrite templates that are there
  --json            machine-readable output
  --help, -h        this text
  --version, -v     the version

Exit codes
  0  done
  1  something could not be printed, reached or opened
  2  the command line or the settings are wrong
  3  already running

Settings stand in the file .env beside the program: --setup writes it, .env.example lists them all.`;
