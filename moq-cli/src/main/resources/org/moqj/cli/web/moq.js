// MoQ Transport draft-14 over WebTransport: as much as it takes to subscribe to a track from its current group on.
// Sections are those of draft-ietf-moq-transport-14.

const VERSION = 0xff00000en; // section 9.3.1
const CLIENT_SETUP = 0x20n, SERVER_SETUP = 0x21n, SUBSCRIBE = 0x3n, SUBSCRIBE_OK = 0x4n, SUBSCRIBE_ERROR = 0x5n;
const PUBLISH_DONE = 0xbn, FETCH = 0x16n, FETCH_OK = 0x18n, FETCH_ERROR = 0x19n, GOAWAY = 0x10n;
const MAX_REQUEST_ID = 0x2n, LARGEST_OBJECT = 0x2n, RELATIVE_JOINING = 0x2n, FETCH_HEADER = 0x5n;
const MAX_MESSAGE = 65535, MAX_PAYLOAD = 16 * 1024 * 1024;

const utf8 = new TextEncoder();
const text = new TextDecoder();

/** Reads integers and bytes from a stream as they arrive. */
class Reader {
  #reader;
  #rest = new Uint8Array(0);

  constructor(stream) {
    this.#reader = stream.getReader();
  }

  /** Whether the stream has ended, with nothing left of it. */
  async isOver() {
    return this.#rest.length === 0 && !(await this.#more());
  }

  async #more() {
    const { value, done } = await this.#reader.read();
    if (done) return false;
    const joined = new Uint8Array(this.#rest.length + value.length);
    joined.set(this.#rest);
    joined.set(value, this.#rest.length);
    this.#rest = joined;
    return joined.length > 0 || this.#more();
  }

  async bytes(count) {
    while (this.#rest.length < count) {
      if (!(await this.#more())) throw new Error(`the stream ended ${count - this.#rest.length} bytes too early`);
    }
    const taken = this.#rest.subarray(0, count);
    this.#rest = this.#rest.subarray(count);
    return taken;
  }

  async byte() {
    return (await this.bytes(1))[0];
  }

  /** A variable-length integer (section 1.4.1, RFC 9000 section 16), as a BigInt. */
  async integer() {
    const first = await this.byte();
    let value = BigInt(first & 0x3f);
    for (const byte of await this.bytes((1 << (first >> 6)) - 1)) value = (value << 8n) | BigInt(byte);
    return value;
  }

  /** A length, of which there is at most {@code limit}. */
  async length(limit) {
    const value = await this.integer();
    if (value > BigInt(limit)) throw new Error(`a length of ${value} is over the limit of ${limit}`);
    return Number(value);
  }

  async text() {
    return text.decode(await this.bytes(await this.length(MAX_MESSAGE)));
  }

  cancel() {
    return this.#reader.cancel();
  }
}

/** Collects the bytes of a message. */
class Writer {
  #parts = [];

  integer(value) {
    const number = BigInt(value);
    const size = number < 1n << 6n ? 0 : number < 1n << 14n ? 1 : number < 1n << 30n ? 2 : 3;
    const bytes = new Uint8Array(1 << size);
    for (let i = bytes.length - 1, rest = number; i >= 0; i--, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
    bytes[0] |= size << 6;
    this.#parts.push(bytes);
    return this;
  }

  byte(value) {
    this.#parts.push(Uint8Array.of(value));
    return this;
  }

  text(value) {
    const bytes = utf8.encode(value);
    this.integer(bytes.length);
    this.#parts.push(bytes);
    return this;
  }

  tuple(fields) {
    this.integer(fields.length);
    fields.forEach((field) => this.text(field));
    return this;
  }

  bytes() {
    const whole = new Uint8Array(this.#parts.reduce((sum, part) => sum + part.length, 0));
    this.#parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
    return whole;
  }
}

/** A session as the client, with one subscription. */
export class Session {
  #transport;
  #control;
  #requests = new Map();
  #aliases = new Map();
  #early = [];
  #nextRequest = 0n;

  /**
   * Connects and sets the session up.
   *
   * @param url of the relay
   * @param sha256 of its certificate, hexadecimal; browsers take such certificates for at most 14 days. Empty: trusted
   */
  static async connect(url, sha256) {
    const value = Uint8Array.from(sha256.match(/../g) ?? [], (digits) => parseInt(digits, 16));
    const hashes = sha256 ? { serverCertificateHashes: [{ algorithm: "sha-256", value }] } : {};
    const transport = new WebTransport(url, hashes);
    await transport.ready;
    const session = new Session(transport);
    await session.#setUp();
    return session;
  }

  constructor(transport) {
    this.#transport = transport;
    /** Settles when the session is over; rejects with what went wrong. */
    this.closed = transport.closed;
  }

  close() {
    this.#transport.close();
  }

  async #setUp() {
    const stream = await this.#transport.createBidirectionalStream();
    this.#control = stream.writable.getWriter();
    const reader = new Reader(stream.readable);
    const body = new Writer().integer(1).integer(VERSION).integer(1).integer(MAX_REQUEST_ID).integer(0);
    await this.#send(CLIENT_SETUP, body);
    const setup = await this.#message(reader);
    if (setup.type !== SERVER_SETUP || (await setup.body.integer()) !== VERSION) {
      throw new Error("the relay does not speak draft-14");
    }
    this.#spawn(this.#answers(reader));
    this.#spawn(this.#streams());
  }

  /** Ends the session where a part of it fails. */
  #spawn(part) {
    part.catch((error) => {
      this.failure ??= error;
      this.#transport.close({ closeCode: 0x3, reason: String(error.message).slice(0, 200) });
    });
  }

  async #send(type, body) {
    const bytes = body.bytes();
    const head = new Writer().integer(type).byte(bytes.length >> 8).byte(bytes.length & 0xff).bytes();
    const whole = new Uint8Array(head.length + bytes.length);
    whole.set(head);
    whole.set(bytes, head.length);
    await this.#control.write(whole);
  }

  async #message(reader) {
    const type = await reader.integer();
    const length = ((await reader.byte()) << 8) | (await reader.byte());
    const bytes = await reader.bytes(length);
    const stream = new ReadableStream({
      start(controller) {
        if (bytes.length > 0) controller.enqueue(bytes.slice());
        controller.close();
      },
    });
    return { type, body: new Reader(stream) };
  }

  async #answers(reader) {
    while (!(await reader.isOver())) {
      const { type, body } = await this.#message(reader);
      const known = [SUBSCRIBE_OK, SUBSCRIBE_ERROR, PUBLISH_DONE, FETCH_OK, FETCH_ERROR].includes(type);
      if (known) await this.#requests.get(await body.integer())?.(type, body);
      if (type === GOAWAY) this.goaway = true;
    }
  }

  /**
   * Subscribes to a track, from the beginning of its current group.
   *
   * @param onObject called with each object: group, subgroup and id (BigInt), status (0: normal), payload (Uint8Array)
   * @return settles with why the publisher ended the subscription
   */
  async subscribe(namespace, track, onObject) {
    const id = this.#nextRequest;
    this.#nextRequest += 2n;
    const done = new Promise((resolve, reject) => {
      this.#requests.set(id, async (type, body) => {
        if (type === SUBSCRIBE_OK) {
          const alias = await body.integer();
          this.#aliases.set(alias, onObject);
          await body.integer(); // expires
          await body.byte(); // group order
          if ((await body.byte()) === 1) await this.#join(id, onObject);
          const waiting = this.#early.splice(0);
          waiting.forEach((release) => release());
        } else if (type === SUBSCRIBE_ERROR) {
          reject(new Error(`SUBSCRIBE was refused with 0x${(await body.integer()).toString(16)}: ${await body.text()}`));
        } else {
          const code = await body.integer();
          await body.integer(); // stream count
          resolve({ code, reason: await body.text() });
        }
      });
    });
    const body = new Writer().integer(id).tuple(namespace).text(track).byte(128).byte(1).byte(1);
    await this.#send(SUBSCRIBE, body.integer(LARGEST_OBJECT).integer(0));
    return done;
  }

  /** Asks for what the current group has already (section 9.16.2); where the relay has it no more, that is all right. */
  async #join(subscription, onObject) {
    const id = this.#nextRequest;
    this.#nextRequest += 2n;
    this.#aliases.set(`fetch ${id}`, onObject);
    const body = new Writer().integer(id).byte(127).byte(1).integer(RELATIVE_JOINING);
    await this.#send(FETCH, body.integer(subscription).integer(0).integer(0));
  }

  async #streams() {
    const reader = this.#transport.incomingUnidirectionalStreams.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      this.#stream(new Reader(next.value)).catch(() => (this.streamsLost = (this.streamsLost ?? 0) + 1));
    }
  }

  async #stream(reader) {
    const type = await reader.integer();
    if (type === FETCH_HEADER) {
      await this.#fetched(reader, this.#aliases.get(`fetch ${await reader.integer()}`));
    } else if (type >= 0x10n && type <= 0x1dn && (type & 0x6n) !== 0x6n) {
      await this.#subgroup(reader, Number(type));
    } else {
      await reader.cancel();
    }
  }

  async #taker(alias) {
    if (!this.#aliases.has(alias)) await new Promise((release) => this.#early.push(release));
    return this.#aliases.get(alias);
  }

  /** Section 10.4.2: the type tells which fields there are. */
  async #subgroup(reader, type) {
    const alias = await reader.integer();
    const group = await reader.integer();
    let subgroup = (type & 0x6) === 0x4 ? await reader.integer() : (type & 0x6) === 0 ? 0n : null;
    await reader.byte(); // publisher priority
    const onObject = await this.#taker(alias);
    let id = -1n;
    while (!(await reader.isOver())) {
      id += (await reader.integer()) + 1n;
      subgroup ??= id;
      if (type & 0x1) await this.#extensions(reader);
      onObject?.({ group, subgroup, id, ...(await this.#payload(reader)) });
    }
  }

  /** Section 10.4.4. */
  async #fetched(reader, onObject) {
    while (!(await reader.isOver())) {
      const group = await reader.integer();
      const subgroup = await reader.integer();
      const id = await reader.integer();
      await reader.byte(); // publisher priority
      await this.#extensions(reader);
      onObject?.({ group, subgroup, id, ...(await this.#payload(reader)) });
    }
  }

  async #extensions(reader) {
    await reader.bytes(await reader.length(MAX_MESSAGE));
  }

  async #payload(reader) {
    const length = await reader.length(MAX_PAYLOAD);
    const status = length === 0 ? Number(await reader.integer()) : 0;
    return { status, payload: (await reader.bytes(length)).slice() };
  }
}
