# Portolan in a container: docker build -t portolan .

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package \
    && mv target/portolan-*-all.jar target/portolan.jar

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 portolan \
    && useradd --uid 10001 --gid portolan --no-create-home --shell /usr/sbin/nologin portolan
# Where conf/portolan.yaml, .env and relative paths are looked for; all of it may be mounted, and nothing is written there.
WORKDIR /opt/portolan
ENV PORTOLAN_HOME=/opt/portolan
COPY --from=build /src/target/portolan.jar portolan.jar
# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
# REST, MCP, control, Hazelcast, event bus, streams. More flags for the JVM: JDK_JAVA_OPTIONS.
EXPOSE 8080 9090 9091 5701 5702 5703
# The flags are those of the start script.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseCompactObjectHeaders", \
    "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/portolan/portolan.jar"]
CMD ["run"]
