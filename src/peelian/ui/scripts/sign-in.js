// It asks the browser for a passkey and sends the answer with the form.
// Without it, people sign in with a password and a code. Form: data-passkey="use|make", data-wanted="address".
(() => {
  "use strict";
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const area = form.querySelector("[data-passkey-area]");
  const without = form.querySelector("[data-passkey-without]");
  const problem = form.querySelector("[data-passkey-problem]");
  const button = form.querySelector("[data-passkey-start]");
  if (!window.PublicKeyCredential) return;
  area.hidden = false;
  if (without) without.hidden = true;

  const bytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const named = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function wanted() {
    const answer = await fetch(form.dataset.wanted, {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    });
    if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
    return (await answer.json()).publicKey;
  }

  async function made(asked) {
    const user = { ...asked.user, id: bytes(asked.user.id) };
    const rest = { challenge: bytes(asked.challenge), excludeCredentials: named(asked.excludeCredentials) };
    const key = await navigator.credentials.create({ publicKey: { ...asked, user, ...rest } });
    return described(key, { attestationObject: text(key.response.attestationObject) });
  }

  async function used(asked) {
    const rest = { challenge: bytes(asked.challenge), allowCredentials: named(asked.allowCredentials) };
    const key = await navigator.credentials.get({ publicKey: { ...asked, ...rest } });
    const { authenticatorData, signature, userHandle } = key.response;
    return described(key, {
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    });
  }

  function described(key, response) {
    return {
      id: key.id,
      rawId: text(key.rawId),
      type: key.type,
      clientExtensionResults: key.getClientExtensionResults(),
      response: { clientDataJSON: text(key.response.clientDataJSON), ...response },
    };
  }

  button.addEventListener("click", async () => {
    problem.hidden = true;
    button.disabled = true;
    try {
      const asked = await wanted();
      const answer = await (form.dataset.passkey === "make" ? made(asked) : used(asked));
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch {
      problem.hidden = false;
      button.disabled = false;
      problem.focus();
    }
  });
})();
