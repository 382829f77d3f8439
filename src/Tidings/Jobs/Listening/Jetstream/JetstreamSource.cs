using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Tidings.Cli.Logging;
using Tidings.Configuration;
using Tidings.Queue;
using Tidings.Sources.Live;

namespace Tidings.Cli.Jobs.Listening.Jetstream;

/// <summary>
/// Bluesky, through Jetstream servers. It keeps a connection to one of them for as long as it may run, and asks each new
/// one for what came since the last event, so that a lost connection loses no posts where the servers still have them.
/// </summary>
sealed class JetstreamSource : IPostSource
{
    /// <summary>How often the lag is told.</summary>
    static readonly TimeSpan LagEvery = TimeSpan.FromMinutes(1);

    /// <summary>Where the public service answers without an account.</summary>
    const string PublicProfiles = "https://public.api.bsky.app";

    const int TickMilliseconds = 50;

    readonly SourceOptions _options;
    readonly IReadOnlyList<JetstreamAddress> _hosts;
    readonly HostRing _ring;
    readonly Random _profilesRandom; // for the thread that asks for profiles
    readonly RequestPace _profilesPace;
    readonly ZstdUnpacker? _zstd;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly HashSet<string> _refused = new(StringComparer.Ordinal);
    volatile JetstreamIntake? _intake;
    long _received;
    bool _isAway;
    long _laggedAt;

    /// <param name="options">Its settings.</param>
    /// <param name="zstd">Unpacks events; null to have them plain.</param>
    /// <param name="random">Spreads the waits between connections.</param>
    /// <param name="clock">The time.</param>
    /// <param name="log">Told of connections that are made and lost.</param>
    /// <param name="limits">How long it takes for what; null for the usual limits.</param>
    /// <param name="profilesPace">When profiles may be asked for; null where no other source does.</param>
    public JetstreamSource(
        SourceOptions options, ZstdUnpacker? zstd, Random random, TimeProvider clock, ILogger log,
        JetstreamLimits? limits = null, RequestPace? profilesPace = null)
    {
        (_options, _zstd, _clock, _log, Limits) = (options, zstd, clock, log, limits ?? new());
        _hosts = JetstreamAddress.Of(options);
        _ring = new(_hosts.Count, clock, random, Limits.Waits);
        _profilesRandom = new(random.Next());
        _profilesPace = profilesPace ?? new(clock, ProfileLookup.Spacing);
    }

    /// <summary>One as the settings say.</summary>
    /// <exception cref="UsageException">The dictionary cannot be used.</exception>
    public static JetstreamSource Of(
        AppHost host, SourceOptions options, ILogger log, RequestPace? profilesPace = null) => new(
            options, Unpacker(host, options, log), new(RandomNumberGenerator.GetInt32(int.MaxValue)), host.Clock, log,
            profilesPace: profilesPace);

    public string Name => _options.Name;

    public bool IsLive => _options.Live ?? true;

    public bool HasCursor => true;

    /// <summary>How long it takes for what; tests have it shorter.</summary>
    public JetstreamLimits Limits { get; }

    /// <summary>How long after its time the last event was received; zero before the first.</summary>
    public TimeSpan Lag => _intake?.Lag ?? TimeSpan.Zero;

    /// <summary>True while it is heard and nothing is to be made good.</summary>
    public bool IsCaughtUp => _intake?.IsCaughtUp ?? false;

    /// <summary>Messages received, repeated ones too.</summary>
    public long Received => Interlocked.Read(ref _received);

    public string CursorAt(long place) => _intake!.CursorAt(place);

    public long MissingSince(string? cursor, long heardUntil) =>
        cursor is not null && JetstreamCursor.Parse(cursor) is { } known
            ? CatchUp.MissingSince(known, heardUntil)
            : heardUntil;

    public string? CursorWith(string? cursor, GapNotice missed)
    {
        var known = cursor is null ? null : JetstreamCursor.Parse(cursor);
        return cursor is null || known is not null ? CatchUp.CursorWith(known, missed).ToText() : null;
    }

    public void Read(SourceStart start, SourceFeed feed, CancellationToken stop)
    {
        var cursor = start.Cursor is { } text ? JetstreamCursor.Parse(text) : null;
        if (cursor is null && start.Cursor is not null)
            _log.UnreadableCursor(Name);
        using var profiles = _options.Profiles
            ? new ProfileLookup(
                Name, new(_options.ProfilesEndpoint?.Reveal() ?? PublicProfiles), _profilesPace, _profilesRandom, _clock,
                _log)
            : null;
        var intake = new JetstreamIntake(
            Name, cursor, start.Missed, feed, _clock, _log, profiles, Limits.CatchUp, it => _intake = it);
        _ring.Begin(Math.Max(0, _hosts.ToList().FindIndex(host => host.Host == cursor?.Host)));
        _log.Listening(Name);
        var heardAt = Now();
        while (true)
        {
            Wait(stop);
            var host = _hosts[_ring.Current];
            var from = intake.CursorFor(host.Host);
            var (connection, failure) = JetstreamConnection.Connect(
                host.At(from, _zstd is not null), Limits, _clock, stop);
            using (connection)
                if (connection is null)
                    Failed(intake, host, failure!, heardAt, stop);
                else
                    heardAt = Stay(intake, host, connection, from, stop);
        }
    }

    void Failed(JetstreamIntake intake, JetstreamAddress host, ConnectFailure failure, long heardAt,
        CancellationToken stop)
    {
        intake.Lost(heardAt, failure.Reason, stop);
        _ring.Fail(failure.Kind, failure.RetryAfter);
        if (failure.Kind == FailureKind.Refused && _refused.Add(host.Host))
            _log.Refused(Name, host.Host, failure.Message, _ring.Left.TotalSeconds);
        else if (!_isAway && failure.Kind != FailureKind.Refused)
            _log.Disconnected(Name, host.Host, failure.Message, _ring.Left.TotalSeconds);
        _isAway = true;
    }

    /// <summary>Reads until the connection is lost; returns when it was heard last.</summary>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    long Stay(
        JetstreamIntake intake, JetstreamAddress host, JetstreamConnection connection, long? from,
        CancellationToken stop)
    {
        intake.Connected(host.Host, from);
        _log.Connected(Name, host.Host, from is { } time
            ? $"from {DateTimeOffset.UnixEpoch.AddMicroseconds(time):yyyy-MM-dd'T'HH:mm:ss'Z'} on" : "from now on");
        (_isAway, var since) = (false, _clock.GetTimestamp());
        _refused.Remove(host.Host);
        var (isDead, isHalted) = (false, false);
        try
        {
            while (connection.Ended is null && !(isDead = connection.Dead >= Limits.Stall)
                && !(isHalted = intake.IsHalted(connection.Silent)))
            {
                if (connection.TryReceive(stop))
                    Take(intake, connection, stop);
                else
                    intake.Silent(connection.IsAlive ? connection.Silent : TimeSpan.Zero, stop);
            }
        }
        finally
        {
            if (!isDead)
                connection.Close();
        }
        var silent = isHalted ? connection.Silent : TimeSpan.Zero;
        var heardAt = isHalted ? Now() - (long)silent.TotalMilliseconds : connection.Heard.At;
        intake.Lost(heardAt, isDead || isHalted ? GapReason.Stall : GapReason.Disconnect, stop);
        if (intake.Events > 0 && !isHalted && _clock.GetElapsedTime(since) >= Limits.Progress)
            _ring.Succeed();
        _ring.Fail(FailureKind.Network);
        _log.Disconnected(
            Name, host.Host,
            isDead ? $"no sign of life for {Limits.Stall.TotalSeconds:0} s"
                : isHalted ? $"it answers, but has had no events for {silent.TotalSeconds:0} s" : connection.Ended!,
            _ring.Left.TotalSeconds);
        _isAway = true;
        return heardAt;
    }

    void Take(JetstreamIntake intake, JetstreamConnection connection, CancellationToken stop)
    {
        var message = connection.Message;
        var isTooLong = connection.IsTooLong;
        if (_zstd is not null && !isTooLong && _zstd.TryUnpack(message, out var unpacked, out isTooLong))
            message = unpacked;
        intake.Take(isTooLong ? default : message, isTooLong, stop);
        Interlocked.Increment(ref _received);
        if (_log.IsEnabled(LogLevel.Debug) && _clock.GetElapsedTime(_laggedAt) >= LagEvery)
        {
            _laggedAt = _clock.GetTimestamp();
            _log.Lagging(Name, intake.Lag.TotalSeconds);
        }
    }

    static ZstdUnpacker? Unpacker(AppHost host, SourceOptions options, ILogger log)
    {
        if (options.Dictionary is not { } path)
            return null;
        try
        {
            var dictionary = File.ReadAllBytes(host.PathOf(path));
            if (ZstdUnpacker.IsPossible)
                return new(dictionary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UsageException(
                $"sources: the dictionary {path} of '{options.Name}' cannot be used: {error.Message}");
        }
        log.NoZstd(options.Name);
        return null;
    }

    void Wait(CancellationToken stop)
    {
        while (_ring.Left is var left && left > TimeSpan.Zero)
            stop.WaitHandle.WaitOne((int)Math.Clamp(left.TotalMilliseconds, 1, TickMilliseconds));
        stop.ThrowIfCancellationRequested();
    }

    long Now() => _clock.GetUtcNow().ToUnixTimeMilliseconds();
}
