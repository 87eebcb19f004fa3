import { post } from './post.ts';

process.exitCode = await post(process.argv.slice(2), process);
