/** Labels of one sample: names are our own, values may hold anything. */
export type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly type: "counter" | "gauge" | "histogram";
  readonly help: string;
  /** By the text of the labels. */
  readonly samples: Map<string, { readonly name: string; readonly labels: string; value: number }>;
}

/** Samples of one family that are kept: a label never takes values without end, but a mistake must not fill the memory. */
const MAX_SAMPLES = 5_000;

/**
 * Counters, gauges and histograms, and their text in Prometheus' exposition format, version 0.0.4
 * (prometheus.io/docs/instrumenting/exposition_formats).
 */
export class Exposition {
  /** The media type of `text()`. */
  static readonly CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  readonly #families = new Map<string, Family>();

  /** Declares a family; without it a name cannot be used. */
  declare(name: string, type: Family["type"], help: string): void {
    this.#families.set(name, { type, help, samples: new Map() });
  }

  /** Adds to a counter. */
  add(name: string, labels: Labels = {}, by: number = 1): void {
    const sample = this.#sample(name, name, labels);
    if (sample !== undefined) sample.value += by;
  }

  /** Sets a gauge. */
  set(name: string, labels: Labels, value: number): void {
    const sample = this.#sample(name, name, labels);
    if (sample !== undefined) sample.value = value;
  }

  /** Forgets the samples of a gauge whose labels come and go. */
  clear(name: string): void {
    this.#families.get(name)?.samples.clear();
  }

  /** Counts one value of a histogram in each of its buckets that it fits in; `bounds` grow. */
  observe(name: string, labels: Labels, value: number, bounds: readonly number[]): void {
    const put = (suffix: string, more: Labels, by: number) => {
      const sample = this.#sample(name, `${name}_${suffix}`, { ...labels, ...more });
      if (sample !== undefined) sample.value += by;
    };
    for (const bound of bounds) put("bucket", { le: String(bound) }, value <= bound ? 1 : 0);
    put("bucket", { le: "+Inf" }, 1);
    put("sum", {}, value);
    put("count", {}, 1);
  }

  /** All samples. */
  text(): string {
    let text = "";
    for (const [name, { type, help, samples }] of this.#families) {
      text += `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}\n# TYPE ${name} ${type}\n`;
      for (const { name, labels, value } of samples.values()) text += `${name}${labels} ${value}\n`;
    }
    return text;
  }

  #sample(family: string, name: string, labels: Labels) {
    const samples = this.#families.get(family)?.samples;
    if (samples === undefined) throw new Error(`no family ${family}`);
    const shown = labelsText(labels);
    const key = name + shown;
    let sample = samples.get(key);
    if (sample === undefined && samples.size < MAX_SAMPLES) {
      sample = { name, labels: shown, value: 0 };
      samples.set(key, sample);
    }
    return sample;
  }
}

function labelsText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) =>
    `${name}="${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`
  );
  return parts.length === 0 ? "" : `{${parts.join(",")}}`;
}
