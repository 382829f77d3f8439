using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Tidings.Simulators;

/// <summary>What it answers.</summary>
public sealed partial class JetstreamSimulator
{
    int _numbers;

    async Task AnswerAsync(HttpContext context)
    {
        var number = Interlocked.Increment(ref _numbers);
        var target = context.Request.Path + context.Request.QueryString;
        if (context.Request.Path == "/subscribe")
            await SubscribeAsync(context, number, target);
        else if (context.Request.Path == ProfileEndpoint.Path && HttpMethods.IsGet(context.Request.Method))
        {
            var isRefused = _faults.OfRequest(isForProfiles: true, number) is not null;
            Note(number, target, await _profiles.AnswerAsync(context, isRefused));
        }
        else
            await RefuseAsync(context, number, target, 404, "not found");
    }

    async Task SubscribeAsync(HttpContext context, int number, string target)
    {
        if (_faults.OfRequest(isForProfiles: false, number) is { } fault)
        {
            if (fault.Status == 0)
            {
                Note(number, target, 0);
                context.Abort();
                return;
            }
            if (fault.Status == 429)
                context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, number, target, fault.Status, "simulated");
            return;
        }
        if (!WebSocketHandshake.IsAskedFor(context))
        {
            await RefuseAsync(context, number, target, 400, "a WebSocket is expected here");
            return;
        }
        SubscribeRequest request;
        try
        {
            request = SubscribeRequest.Of(
                context.Request, _options, ZstdLibrary.IsHere && !_options.Dictionary.IsEmpty);
        }
        catch (FormatException error)
        {
            await RefuseAsync(context, number, target, 400, error.Message);
            return;
        }
        Note(number, target, 101);
        await ServeAsync(context, request, number);
    }

    async Task ServeAsync(HttpContext context, SubscribeRequest request, int number)
    {
        Interlocked.Increment(ref _connections);
        var stream = await WebSocketHandshake.AcceptAsync(context);
        using var subscription = new Subscription(
            _needs, request, _faults.Watch(number), stream, context.RequestAborted);
        if (await subscription.RunAsync())
            context.Abort();
    }

    async Task RefuseAsync(HttpContext context, int number, string target, int status, string message)
    {
        Note(number, target, status);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(message + "\n", context.RequestAborted);
    }

    void Note(int number, string target, int status) =>
        _requests.Add(new(_clock.GetUtcNow(), number, target, status));
}
