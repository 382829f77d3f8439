using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tidings.Cli.Jobs.Listening;
using Tidings.Cli.Jobs.Listening.Jetstream;
using Tidings.Configuration;

namespace Tidings.Tests.Jobs.Listening.Jetstream;

/// <summary>Listens to a Jetstream on a thread of its own until it is stopped.</summary>
sealed class Listener : IAsyncDisposable
{
    /// <summary>Whatever is waited for: not longer than this.</summary>
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stop = new();
    readonly Task _running;

    public Listener(
        MemoryQueue queue, IEnumerable<string> endpoints, JetstreamLimits? limits = null, TimeProvider? clock = null,
        ZstdUnpacker? zstd = null, SourceOptions? options = null)
    {
        clock ??= TimeProvider.System;
        Queue = queue;
        options ??= new() { Kind = SourceKind.Jetstream };
        Source = new(
            options with { Endpoints = [.. endpoints.Select(endpoint => new ConnectionUrl(endpoint))] }, zstd,
            new Random(5), clock, Log, limits);
        _running = Task.Factory.StartNew(
            () =>
            {
                using var job = new ListenJob(
                    queue, QueueFullPolicy.Backpressure, [Source], new(clock, NullLogger.Instance), clock, Log);
                job.Run(_stop.Token);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public MemoryQueue Queue { get; }

    public JetstreamSource Source { get; }

    public LineLogger Log { get; } = new();

    /// <summary>Waits until something holds.</summary>
    public async Task UntilAsync(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!holds())
        {
            if (_running.IsFaulted)
                await _running;
            if (limit.IsCancellationRequested)
                Assert.Fail($"never {what}, {Queue.Records.Count} records; the log: {string.Join(" | ", Log.Lines)}");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Stops; returns how long that took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var since = TimeProvider.System.GetTimestamp();
        await _stop.CancelAsync();
        await _running.WaitAsync(Limit);
        return TimeProvider.System.GetElapsedTime(since);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>Keeps what was logged.</summary>
    public sealed class LineLogger : ILogger
    {
        readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lines)
                    return [.. _lines];
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            lock (_lines)
                _lines.Add($"{eventId.Id} {formatter(state, exception)}");
        }
    }
}
