namespace Tidings.Tests.Durability;

sealed partial class RawRecording
{
    /// <summary>What is no post, though it may speak of one.</summary>
    void MakeOther()
    {
        var at = SomeTime();
        var did = Pick(Dids);
        object like = new Dictionary<string, object>
        {
            ["$type"] = "app.bsky.feed.like",
            ["text"] = "#liked bitcoin",
            ["createdAt"] = Iso(at),
        };
        Add(at, Pick<object>(
            new { limit = new { track = 5, timestamp_ms = Text(at) } },
            new { warning = new { code = "FALLING_BEHIND", message = "…", percent_full = 60 } },
            new { delete = new { direct_message = new { id = 5, id_str = "5", user_id = 2 } } },
            new { errors = new[] { new { title = "ConnectionException" } } },
            new { did, time_us = at * 1000, kind = "identity", identity = new { did, handle = "a.example", seq = 1 } },
            new
            {
                did,
                time_us = at * 1000,
                kind = "commit",
                commit = new
                {
                    rev = Tid(at),
                    operation = "create",
                    collection = "app.bsky.feed.like",
                    rkey = Tid(at),
                    record = like,
                },
            },
            new { stream = PublicStream, @event = "notification", payload = "{}" },
            new { @event = "filters_changed" }));
    }

    /// <summary>What cannot be used: cut off, of wrong types, of a wrong date, or no text at all.</summary>
    void MakeBroken()
    {
        var at = SomeTime();
        switch (_random.Next(4))
        {
            case 0 when _made.Count > 0:
                // Cut within the object: at most its last sign is missing.
                var whole = _made[_random.Next(_made.Count)].Line;
                if (whole.Length > 2 && whole[0] == '{' && whole[^1] == '}')
                    _made.Add((at, whole[..(_random.Next(3) == 0 ? whole.Length - 1 : _random.Next(1, whole.Length))]));
                break;
            case 1:
                var garbage = new byte[_random.Next(1, 60)];
                _random.NextBytes(garbage);
                _made.Add((at, [.. garbage.Where(value => value is not ((byte)'\n' or (byte)'\r'))]));
                break;
            case 2:
                MakeWrongType(at);
                break;
            default:
                MakeWrongDate(at);
                break;
        }
    }

    void MakeWrongType(long at)
    {
        var x = new XVersion(XId(at), [XId(at)], at, "#wrong bitcoin :)", null);
        var old = XStatus(x);
        var (key, value) = Pick<(string, object?)>(("text", 5), ("text", null), ("created_at", 7), ("id_str", "x"));
        old.Remove("extended_tweet");
        old[key] = value;
        var toot = Status("8", "https://m.example/wrong" + _number, at, null, "ada", "#wrong bitcoin :)");
        toot[Pick("content", "uri", "created_at")] = Pick<object?>(null, 5, PublicStream);
        Add(at, Pick<object>(
            old, toot, new { stream = 5, @event = "update", payload = Json(toot) }, new { data = "#wrong" },
            new object[] { 5 },
            new { @event = "update", payload = "{\"uri\":\"u\"" }, new { }, 5, "#wrong bitcoin",
            Commit("create", new Dictionary<string, object?> { ["text"] = 7, ["createdAt"] = Iso(at) }),
            Commit("explode", new { text = "#wrong bitcoin", createdAt = Iso(at) }), Commit("create", null)));

        object Commit(string operation, object? record) => new
        {
            did = Pick(Dids),
            time_us = at * 1000,
            kind = "commit",
            commit = new { rev = Tid(at), operation, collection = "app.bsky.feed.post", rkey = Tid(at), record },
        };
    }

    void MakeWrongDate(long at)
    {
        var x = new XVersion(XId(at), [XId(at)], at, "#wrong bitcoin :)", null);
        var status = XStatus(x);
        status["created_at"] =
            Pick("Tue Jan 03 10:00:00 +0000 2006", "Fri May 01 12:00:00 +0000 2099", "yesterday", "");
        var item = XObject(x);
        ((Dictionary<string, object?>)item["data"]!)["created_at"] =
            Pick("2006-03-20T23:59:59.000Z", "2099-01-01T00:00:00.000Z");
        var toot = Status("8", "https://m.example/dated" + _number, at, null, "ada", "#wrong bitcoin :)");
        toot["created_at"] = Pick("1999-12-31T23:59:59.000Z", "2099-01-01T00:00:00.000Z", "soon");
        Add(at, Pick<object>(status, item, toot));
    }
}
