/** The older name of `reply`. */
export { reply as scripted } from './reply.ts';
