# The program in a container. eng/rehearse-image.sh goes through these steps without an engine: it understands
# WORKDIR, COPY, RUN and ENTRYPOINT as they are written here (relative paths in the first stage, one step a line). The second stage's RUN it leaves out.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
# What decides about packages comes first, so that an edit of the sources does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Tidings.Core/Tidings.Core.csproj src/Tidings.Core/packages.lock.json src/Tidings.Core/
COPY src/Tidings.Simulators/Tidings.Simulators.csproj src/Tidings.Simulators/packages.lock.json src/Tidings.Simulators/
COPY src/Tidings.Storage/Tidings.Storage.csproj src/Tidings.Storage/packages.lock.json src/Tidings.Storage/
COPY src/Tidings/Tidings.csproj src/Tidings/packages.lock.json src/Tidings/
# Not --locked-mode: the SDK adds a package of its own version, and the image's SDK may be newer than the lock file.
# PublishReadyToRun: compiled ahead of time for this kind of machine, in one piece with the runtime, it starts sooner and
# reads faster.
RUN dotnet restore src/Tidings/Tidings.csproj --use-current-runtime -p:PublishReadyToRun=true
# The rules of style count in every build.
COPY .editorconfig ./
COPY eng/BannedSymbols.txt eng/
COPY samples samples/
COPY src src/
RUN dotnet publish src/Tidings/Tidings.csproj -c Release --no-restore --use-current-runtime -p:PublishReadyToRun=true -o out

# runtime-deps: the runtime and ASP.NET's framework are in the program. The plain image brings ICU; Alpine's and the
# chiselled one without "extra" do not, and without ICU nothing starts.
FROM mcr.microsoft.com/dotnet/runtime-deps:10.0
COPY --from=build /source/out /app
# A new volume takes its owner from the folder that it covers.
RUN install -d -o $APP_UID /data
# The image's own ordinary user, as a number.
USER $APP_UID
# Queue, SQLite store and author key lie where the program runs.
WORKDIR /data
VOLUME /data
# In this form the program is process 1, and SIGTERM reaches it.
ENTRYPOINT ["/app/tidings"]
CMD ["--help"]
