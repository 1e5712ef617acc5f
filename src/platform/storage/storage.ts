/** Files of people; local disk by default, Supabase Storage. */
export interface Storage {
  /** Key: `<userId>/<random>`; overwrites. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>
  get(key: string): Promise<Uint8Array | null>
  delete(key: string): Promise<void>
}
