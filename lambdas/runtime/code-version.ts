/** The release that runs, as package.json names it: every draw's record carries it. */
export const codeVersion = '0.1.0';
