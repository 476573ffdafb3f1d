export { fromBase64 } from '../http/base64.ts';
