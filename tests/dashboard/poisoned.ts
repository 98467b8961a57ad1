/** The same payload with every text in it made hostile; what decides whether it is printed at all stays. */
export function poisoned(value: unknown, key = ""): unknown {
  if (typeof value === "string") {
    return /^(type|nipt|date|time|job_id|printer_name)$/.test(key) || /^[\d.,-]+$/.test(value)
      ? value
      : `<img src=x onerror=alert(1)>"'><script>alert(2)</script>${value}`;
  }
  if (Array.isArray(value)) return value.map((one) => poisoned(one));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, name)]));
}
