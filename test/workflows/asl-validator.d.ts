declare module 'asl-validator' {
  interface Verdict {
    isValid: boolean;
    errorsText(separator?: string): string;
  }
  export default function validate(definition: unknown): Verdict;
}
