const letters = "abcdefghijklmnopqrstuvwxyz";

/** Whether the text is the name of an Availability Zone: that of its Region and a letter, as in `eu-central-1a`. */
export function isZone(text: string): boolean {
  return /-\d[a-z]$/.test(text);
}

/** Place of a zone among those of its Region, from its letter: `eu-central-1a` is 0, `eu-central-1c` is 2. */
export function zonePlace(zone: string): number {
  return letters.indexOf(zone.slice(-1));
}

/** Letter of the zone at a place. */
export function zoneLetter(place: number): string {
  return letters.charAt(place);
}
