/*
 * Keeps a program's servers on loopback: a socket that is to be bound to every interface is bound to loopback alone.
 * For a peer that takes no address to bind to. Used by ci/peers.sh:
 *
 *   cc -shared -fPIC -o loopback.so loopback.c && LD_PRELOAD=$PWD/loopback.so some-server
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netinet/in.h>
#include <sys/socket.h>

typedef int (*bind_function)(int, const struct sockaddr *, socklen_t);

int bind(int socket, const struct sockaddr *address, socklen_t length) {
  bind_function system_bind = (bind_function)dlsym(RTLD_NEXT, "bind");
  if (address->sa_family == AF_INET && length >= sizeof(struct sockaddr_in)) {
    struct sockaddr_in narrowed = *(const struct sockaddr_in *)address;
    if (narrowed.sin_addr.s_addr == htonl(INADDR_ANY)) {
      narrowed.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    }
    return system_bind(socket, (const struct sockaddr *)&narrowed, sizeof narrowed);
  }
  if (address->sa_family == AF_INET6 && length >= sizeof(struct sockaddr_in6)) {
    struct sockaddr_in6 narrowed = *(const struct sockaddr_in6 *)address;
    if (IN6_IS_ADDR_UNSPECIFIED(&narrowed.sin6_addr)) {
      narrowed.sin6_addr = in6addr_loopback;
    }
    return system_bind(socket, (const struct sockaddr *)&narrowed, sizeof narrowed);
  }
  return system_bind(socket, address, length);
}
