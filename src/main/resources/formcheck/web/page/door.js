// The way in. Once, the link leads here with a word; from then on this browser proves itself with a key of its own that no script
// can read and no server is ever sent. What requests carry is a token: it is in no address, and ends with FormCheck.

const STORE = "keys";
const OWN = "own";
const NEXT = "next";
const LEGACY = "token";
const WAYS = { pair: "/door/pair", challenge: "/door/challenge", enter: "/door/enter" };

/** One request to this page's own small database; a browser without one, or a private window, refuses it. */
function stored(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("formcheck", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const asked = database.transaction(STORE, mode);
      let request;
      try {
        request = work(asked.objectStore(STORE));
      } catch (e) {
        database.close();
        reject(e);
        return;
      }
      asked.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      asked.onabort = () => {
        database.close();
        reject(asked.error);
      };
    };
  });
}

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

export class Door {
  constructor() {
    localStorage.removeItem(LEGACY); // where it was once
    this.token = sessionStorage.getItem("token") ?? "";
  }

  headers(more = {}) {
    return { ...more, "X-FormCheck-Token": this.token };
  }

  /** Comes in with the word that the link led to; where it is used up, as at any other time. */
  async pair(word) {
    const key = await this.newKey();
    try {
      const answer = await this.post(WAYS.pair, { word, key: key.public });
      if (!answer.ok) {
        return this.enter();
      }
      const said = await answer.json();
      if (said.remembered) {
        await stored("readwrite", (keys) => keys.put(key.private, OWN)).catch(() => {});
        await stored("readwrite", (keys) => keys.delete(NEXT)).catch(() => {});
      } else {
        await this.deleteKeys();
      }
      return this.entered(said);
    } catch {
      return "gone";
    }
  }

  /** A key whose private half cannot be read, only used; none where the browser does not keep it. */
  async newKey() {
    try {
      const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
      await stored("readwrite", (keys) => keys.put(pair.privateKey, NEXT));
      return { private: pair.privateKey, public: base64(await crypto.subtle.exportKey("spki", pair.publicKey)) };
    } catch {
      return { public: "" };
    }
  }

  /** Comes in: "in", "out" where this browser is not known, "gone" where nobody answers. */
  enter() {
    this.entering ??= this.tryToEnter().finally(() => {
      this.entering = null;
    });
    return this.entering;
  }

  async tryToEnter() {
    try {
      const asked = await this.post(WAYS.challenge, {});
      if (!asked.ok) {
        if (asked.headers.has("X-FormCheck-Forgotten")) {
          await this.forgetEverything();
        }
        return "out";
      }
      const said = await asked.json();
      if (said.in) {
        return this.entered(said);
      }
      const key = await stored("readonly", (keys) => keys.get(OWN)).catch(() => null);
      if (!key) {
        return "out";
      }
      // The text is this page's own, not the server's: nothing else is ever signed.
      const text = `FormCheck on port ${location.port || 80}: ${said.challenge}`;
      const signature = base64(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, new TextEncoder().encode(text)));
      const answer = await this.post(WAYS.enter, { challenge: said.challenge, signature });
      return answer.ok ? this.entered(await answer.json()) : "out";
    } catch {
      return "gone";
    }
  }

  post(address, body) {
    return fetch(address, { method: "POST", headers: this.headers({ "Content-Type": "application/json" }), body: JSON.stringify(body) });
  }

  entered({ token, epoch }) {
    if (token) {
      this.token = token;
      sessionStorage.setItem("token", token);
    }
    this.epoch = epoch;
    return "in";
  }

  // ---------------------------------------------------------------- what this browser keeps

  /** Somebody was erased while this browser was away: whether it has cleared what it kept of people. */
  async catchUp() {
    const [store, times] = (this.epoch ?? "").split(".");
    if (!store) {
      return false;
    }
    const before = localStorage.getItem(`erased.${store}`);
    const changed = before !== null && before !== times;
    if (changed) {
      await this.forgetPeople();
    }
    localStorage.setItem(`erased.${store}`, times);
    return changed;
  }

  /** Names and choices; the browser itself is still known. */
  async forgetPeople() {
    localStorage.clear();
    sessionStorage.clear();
    sessionStorage.setItem("token", this.token);
    await this.deleteCaches();
  }

  /** All there is. The page goes on with the token that it holds, as long as that opens anything. */
  async forgetEverything() {
    localStorage.clear();
    sessionStorage.clear();
    await this.deleteKeys();
    await this.deleteCaches();
  }

  async deleteCaches() {
    if (window.caches) {
      await Promise.all((await caches.keys().catch(() => [])).map((name) => caches.delete(name)));
    }
  }

  deleteKeys() {
    return new Promise((resolve) => {
      const deleting = indexedDB.deleteDatabase("formcheck");
      deleting.onsuccess = resolve;
      deleting.onerror = resolve;
      deleting.onblocked = resolve; // goes when the other page has closed it
    });
  }
}
