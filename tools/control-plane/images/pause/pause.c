/* PID 1 of a PID namespace. Alone it waits until it is told to end; with arguments it runs them as a program and ends
 * with it. Either way it buries the orphans of the namespace, which nobody else can. */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
  sigset_t all;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, 0);
  pid_t program = 0;
  if (argc > 1) {
    program = fork();
    if (program == 0) {
      sigprocmask(SIG_UNBLOCK, &all, 0);
      execvp(argv[1], argv + 1);
      _exit(127);
    }
  }
  for (;;) {
    int signal = 0;
    sigwait(&all, &signal);
    if (signal != SIGCHLD) {
      if (program > 0) kill(program, signal);
      else if (signal == SIGTERM || signal == SIGINT) return 0;
      continue;
    }
    int status = 0;
    for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;)
      if (ended == program) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }
}
