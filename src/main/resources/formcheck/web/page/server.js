// Requests to the server.

/** @import { Access } from "./access.js" */

/** The server refused. Its message is for the person to read. */
export class Refusal extends Error {
  /**
   * @param {string} message
   * @param {boolean} missing whether there is nothing at that address
   */
  constructor(message, missing) {
    super(message);
    this.missing = missing;
  }
}

/**
 * Returns the message of whatever was thrown.
 * @param {unknown} error
 */
export function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

export class Server {
  /** @param {Access} access */
  constructor(access) {
    this.access = access;
  }

  /**
   * Sends a request and returns the answer. Throws a `Refusal` where the server refuses.
   * @param {string} address
   * @param {{ method?: string, body?: BodyInit, headers?: Record<string, string> }} [options]
   */
  async ask(address, options = {}) {
    const asked = () => fetch(address, { ...options, headers: this.access.headers(options.headers) });
    let answer = await asked();
    if (answer.status === 403 && (await this.access.enter()) === "in") {
      answer = await asked(); // FormCheck was started again
    }
    if (!answer.ok) {
      throw new Refusal((await answer.text()) || answer.statusText, answer.status === 404);
    }
    return answer;
  }

  /**
   * Returns what the server answers as JSON.
   * @param {string} address
   * @param {{ method?: string }} [options]
   * @returns {Promise<unknown>}
   */
  async json(address, options) {
    return (await this.ask(address, options)).json();
  }
}
