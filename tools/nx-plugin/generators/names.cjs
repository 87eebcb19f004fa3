// @ts-check
const { RefusedError } = require('./refused-error.cjs');

/** As `componentFaults` of emit has it, but with a letter at the start: a Service is named after it, and a constant. */
const directoryName = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
/** Longest name of a Namespace, and longest value of a label. */
const longest = 63;

/** Words of JavaScript, and what the generated files call something else by. */
const taken = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false
  finally for function if implements import in instanceof interface let new null package private protected public return
  static super switch this throw true try typeof undefined var void while with yield assert bundle component deployment
  image labels manifests podNamespace port probe recommendedLabels restrictedContainer restrictedPod selector service
  settings templatedComponent test values`.split(/\s+/),
);

/**
 * Refuses what cannot be a directory of `generated/`.
 *
 * @param {string} name
 * @param {string} what how the message calls it
 */
const checkName = (name, what) => {
  if (!directoryName.test(name)) {
    throw new RefusedError(
      `'${name}' is no name for a ${what}: use lower-case letters, digits and dashes, a letter first`,
    );
  }
};
exports.checkName = checkName;

/**
 * Refuses a namespace that Kubernetes would.
 *
 * @param {string} namespace made of names that are checked
 */
exports.checkNamespace = (namespace) => {
  if (namespace.length > longest) {
    throw new RefusedError(
      `the namespace ${namespace} would have ${namespace.length} characters, ${longest} are allowed: choose a shorter name`,
    );
  }
};

/**
 * The constant that a component is exported as.
 *
 * @param {string} name a checked name
 */
exports.constantName = (name) => {
  const camel = name.replace(/-+([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  return taken.has(camel) ? `${camel}App` : camel;
};
