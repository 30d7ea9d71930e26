const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** A name for a place that has no bdi: of another direction it turns nothing around it (U+2068, U+2069; Isolation.cs). */
export const isolated = (name) => (rightToLeft.test(name) ? `\u2068${name}\u2069` : name);
