// How this browser gets access. The first time a link leads here with a word. From then on the browser proves itself with its own
// key, which no script can read and which is never sent. Requests carry a token: it is in no address, and ends with FormCheck.

const STORE = "keys";
const OWN = "own";
const NEXT = "next";
/** Where an earlier version kept the token. */
const FORMER_TOKEN = "token";
const WAYS = { pair: "/access/pair", challenge: "/access/challenge", enter: "/access/enter" };

/** @import { Challenge, Entry } from "./messages.js" */
/** @typedef {"in" | "out" | "gone"} Outcome in; out where this browser is not known; gone where no one answers */

/**
 * Runs one request to this page's own small database. A browser without one, or a private window, refuses it.
 * @template R
 * @param {IDBTransactionMode} mode
 * @param {(keys: IDBObjectStore) => IDBRequest<R>} work
 * @returns {Promise<R>}
 */
function stored(mode, work) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("formcheck", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const asked = database.transaction(STORE, mode);
      /** @type {IDBRequest<R>} */
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

/** @param {ArrayBuffer} bytes */
const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)));

export class Access {
  constructor() {
    localStorage.removeItem(FORMER_TOKEN);
    this.token = sessionStorage.getItem("token") ?? "";
    /** @type {string | undefined} */
    this.epoch = undefined;
    /** @type {Promise<Outcome> | null} */
    this.entering = null;
  }

  /** @param {Record<string, string>} [more] */
  headers(more = {}) {
    return { ...more, "X-FormCheck-Token": this.token };
  }

  /**
   * Gets access with the word of the link. Where the word is used up, gets access as at any other time.
   * @param {string} word
   * @returns {Promise<Outcome>}
   */
  async pair(word) {
    const key = await this.newKey();
    try {
      const answer = await this.post(WAYS.pair, { word, key: key.public });
      if (!answer.ok) {
        return this.enter();
      }
      /** @type {Entry} */
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

  /**
   * Makes a key whose private half can be used and not read. Where the browser keeps none, the public half is empty.
   * @returns {Promise<{ private?: CryptoKey, public: string }>}
   */
  async newKey() {
    try {
      const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign"]);
      await stored("readwrite", (keys) => keys.put(pair.privateKey, NEXT));
      return { private: pair.privateKey, public: base64(await crypto.subtle.exportKey("spki", pair.publicKey)) };
    } catch {
      return { public: "" };
    }
  }

  /** Gets access with this browser's key. */
  enter() {
    this.entering ??= this.tryToEnter().finally(() => {
      this.entering = null;
    });
    return this.entering;
  }

  /** @returns {Promise<Outcome>} */
  async tryToEnter() {
    try {
      const asked = await this.post(WAYS.challenge, {});
      if (!asked.ok) {
        if (asked.headers.has("X-FormCheck-Forgotten")) {
          await this.forgetEverything();
        }
        return "out";
      }
      /** @type {Challenge | Entry} */
      const said = await asked.json();
      if ("in" in said) {
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

  /**
   * @param {string} address
   * @param {object} body
   */
  post(address, body) {
    return fetch(address, { method: "POST", headers: this.headers({ "Content-Type": "application/json" }), body: JSON.stringify(body) });
  }

  /**
   * @param {Entry} answer
   * @returns {Outcome}
   */
  entered({ token, epoch }) {
    if (token) {
      this.token = token;
      sessionStorage.setItem("token", token);
    }
    this.epoch = epoch;
    return "in";
  }

  // ---------------------------------------------------------------- what this browser keeps

  /** Clears what is kept of people if someone was erased while this browser was away, and returns whether it did. */
  async catchUp() {
    const [store, times = ""] = (this.epoch ?? "").split(".");
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

  /** Forgets names and choices. The browser itself is still known. */
  async forgetPeople() {
    localStorage.clear();
    sessionStorage.clear();
    sessionStorage.setItem("token", this.token);
    await this.deleteCaches();
  }

  /** Forgets everything. The page continues with the token that it holds, as long as that gives access. */
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

  /** @returns {Promise<void>} */
  deleteKeys() {
    return new Promise((resolve) => {
      const deleting = indexedDB.deleteDatabase("formcheck");
      deleting.onsuccess = () => resolve();
      deleting.onerror = () => resolve();
      deleting.onblocked = () => resolve(); // goes when the other page has closed it
    });
  }
}
