// Adds a passkey, and signs in with one. What the browser answers goes into the form, which is then sent as any other.
// Where there are no passkeys (old browsers, plain http under a name) the forms stay hidden, and a page may say why.
const areThere = Boolean(globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (areThere) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }
}
document.querySelectorAll("[data-without-passkeys]").forEach((hint) => { hint.hidden = areThere; });

async function answer(form) {
  const { credential, state } = form.elements;
  const problem = form.querySelector("[role=alert]");
  const button = form.querySelector("button");
  problem.hidden = true;
  button.disabled = true;
  try {
    const question = await ask(form);
    credential.value = JSON.stringify(await reply(form.dataset.passkey, JSON.parse(question.options)));
    state.value = question.state;
    form.submit();
  } catch {
    problem.hidden = false; // they thought better of it, or the device did
  } finally {
    button.disabled = false;
  }
}

async function ask(form) {
  const field = "__RequestVerificationToken";
  const body = new URLSearchParams({ [field]: form.elements[field].value });
  const answered = await fetch(form.dataset.options, { method: "POST", body });
  if (!answered.ok) {
    throw new Error(answered.statusText);
  }
  return answered.json();
}

async function reply(kind, options) {
  const made = kind === "create"
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  return jsonOf(made);
}

// From the fields (WebAuthn 3, 5.1.8): what some password managers answer has a toJSON that throws, or none.
function jsonOf({ id, rawId, type, authenticatorAttachment, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
    .filter((part) => response[part])
    .map((part) => [part, base64Url(response[part])]);
  return {
    id,
    rawId: base64Url(rawId),
    type,
    authenticatorAttachment,
    clientExtensionResults: {},
    response: { ...Object.fromEntries(parts), transports: response.getTransports?.() ?? [] },
  };
}

function base64Url(buffer) {
  const bytes = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
