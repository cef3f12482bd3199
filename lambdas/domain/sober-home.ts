/** A partner residence. NARR levels: I peer-run, II monitored, III supervised, IV service provider. */
export interface SoberHome {
  kind: 'sober-home';
  narrLevel: 'I' | 'II' | 'III' | 'IV';
  beds: number;
  /** Weekday (ISO) on which the home is asked about its residents. */
  checkInWeekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** Where an episode lives, and since when. */
export interface Residence {
  homeId: string;
  since: string;
}
