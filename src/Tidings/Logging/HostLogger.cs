using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tidings.Configuration;

namespace Tidings.Cli.Logging;

/// <summary>
/// Writes to standard error, one line a message: text for people, JSON for programs. The few lines of a job need no
/// queue between.
/// </summary>
sealed class HostLogger(AppHost host, LogOptions options) : ILogger
{
    readonly Lock _lock = new();
    readonly bool _isText = options.Format == LogFormat.Text
        || (options.Format == LogFormat.Auto && host.IsErrorTerminal);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => (int)logLevel >= (int)options.Level && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var message = formatter(state, exception);
        var time = host.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = _isText
            ? $"{time} {Word(logLevel),-8} {message}"
            : JsonSerializer.Serialize(new { time, level = Word(logLevel), id = eventId.Id, message });
        lock (_lock)
            host.Error.WriteLine(line);
    }

    static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
