/** The object that an event is about. */
export interface Regarding {
  readonly apiVersion: string;
  readonly kind: string;
  /** Absent for kinds without namespaces. */
  readonly namespace?: string;
  readonly name: string;
  readonly uid: string;
}

/** What happened. `reason` and `action` are CamelCase words from a catalogue; `note` is for people, at most 1 KiB. */
export interface Happening {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly action: string;
  readonly note: string;
}

/** Tells people what happens, as events of the API. Never waits and never fails: an event is a courtesy. */
export interface Recorder {
  record(regarding: Regarding, happening: Happening): void;
}
