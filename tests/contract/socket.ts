// A WebSocket that remembers what it heard, so that a test can ask for it at any time.
import WebSocket from 'ws';

export interface Frame {
  id?: string;
  ok?: boolean;
  seq?: number;
  event?: string;
  data?: Record<string, unknown>;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function frameOf(text: string): Frame {
  const value: unknown = JSON.parse(text);
  if (!isRecord(value)) throw new Error(`no frame: ${text}`);
  const frame: Frame = {};
  if (typeof value.id === 'string') frame.id = value.id;
  if (typeof value.ok === 'boolean') frame.ok = value.ok;
  if (typeof value.seq === 'number') frame.seq = value.seq;
  if (typeof value.event === 'string') frame.event = value.event;
  if (isRecord(value.data)) frame.data = value.data;
  return frame;
}

export class Ear {
  readonly frames: Frame[] = [];
  private waiters: (() => void)[] = [];

  private constructor(private readonly socket: WebSocket) {
    socket.on('message', (text) => {
      this.frames.push(frameOf(text.toString()));
      for (const wake of this.waiters.splice(0)) wake();
    });
  }

  static async open(url: string, token: string): Promise<Ear> {
    const socket = new WebSocket(url.replace('http', 'ws') + '/api/v1/ws');
    const ear = new Ear(socket);
    await new Promise<void>((done, failed) => socket.once('open', done).once('error', failed));
    socket.send(JSON.stringify({ id: 'auth', op: 'auth', token }));
    await ear.hear('its greeting', (frame) => frame.id === 'auth' && frame.ok === true);
    return ear;
  }

  say(id: string, op: string, data: Record<string, unknown>): void {
    this.socket.send(JSON.stringify({ id, op, data }));
  }

  async hear(what: string, wanted: (frame: Frame) => boolean, withinMs = 5000): Promise<Frame> {
    const until = Date.now() + withinMs;
    for (;;) {
      const found = this.frames.find(wanted);
      if (found) return found;
      const left = until - Date.now();
      if (left <= 0) throw new Error(`the socket did not hear ${what}`);
      await new Promise<void>((wake) => {
        const timer = setTimeout(wake, left);
        this.waiters.push(() => (clearTimeout(timer), wake()));
      });
    }
  }

  numbers(): number[] {
    return this.frames.flatMap((frame) => (frame.seq === undefined ? [] : [frame.seq]));
  }

  close(): void {
    this.socket.close();
  }
}
