using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Tidings.Cli.Logging;
using Tidings.Queue;
using Tidings.Storage;

namespace Tidings.Cli.Jobs;

/// <summary>
/// Tries again what a database refused for a reason that passes: with growing, jittered waits, for as long as it takes.
/// It says so once, and once more when it is over.
/// </summary>
sealed class Persistence
{
    /// <summary>The first wait; it doubles up to <see cref="MaxWait"/>.</summary>
    static readonly TimeSpan MinWait = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    readonly ResiliencePipeline _pipeline;
    readonly TimeProvider _clock;
    readonly ILogger _log;
    readonly Action<string?>? _tell;
    string? _trouble;
    long _since;

    /// <param name="clock">What the waits are measured with.</param>
    /// <param name="log">Told when trouble begins and ends.</param>
    /// <param name="tell">Told the trouble in words, and null when it is over.</param>
    public Persistence(TimeProvider clock, ILogger log, Action<string?>? tell = null)
    {
        (_clock, _log, _tell) = (clock, log, tell);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<Exception>(Passes),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = MinWait,
                MaxDelay = MaxWait,
            })
            .Build();
    }

    /// <summary>Whether trying again may help.</summary>
    public static bool Passes(Exception error) => error switch
    {
        StoreException store => store.MayReturn,
        QueueException queue => queue.IsPassing,
        _ => false,
    };

    /// <summary>Runs a piece of work until it succeeds or fails for good.</summary>
    /// <param name="what">What is asked, in a word, for the log.</param>
    /// <param name="work">Safe to run again.</param>
    /// <param name="stop">Ends the waiting: the work is tried once more at most, and its error thrown.</param>
    public T Run<T>(string what, Func<T> work, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return work();
        try
        {
            var result = _pipeline.Execute(_ => Try(what, work), stop);
            Recovered(what);
            return result;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return work();
        }
    }

    T Try<T>(string what, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (Passes(error))
        {
            if (_trouble is null)
            {
                _log.Away(what, error.Message);
                _since = _clock.GetTimestamp();
            }
            if (_trouble != error.Message)
                _tell?.Invoke(error.Message);
            _trouble = error.Message;
            throw;
        }
    }

    void Recovered(string what)
    {
        if (_trouble is null)
            return;
        _trouble = null;
        _log.Back(what, _clock.GetElapsedTime(_since));
        _tell?.Invoke(null);
    }
}
