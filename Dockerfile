# Builds and runs Vedette. Data lives in the volume /data.
FROM eclipse-temurin:25-jdk AS java

FROM node:22-bookworm AS build
COPY --from=java /opt/java/openjdk /opt/java/openjdk
ENV VEDETTE_JAVA_HOME=/opt/java/openjdk
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN ./vedette build

FROM eclipse-temurin:25-jdk
RUN useradd --system --create-home --home-dir /data vedette
COPY --from=build /src/server/target/app /app
USER vedette
VOLUME /data
EXPOSE 8443
ENTRYPOINT ["java", "-Xss16m", "--enable-native-access=ALL-UNNAMED", "-jar", "/app/vedette.jar"]
CMD ["serve", "--data", "/data", "--bind", "0.0.0.0"]
