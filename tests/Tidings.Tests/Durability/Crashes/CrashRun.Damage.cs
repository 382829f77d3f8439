namespace Tidings.Tests.Durability.Crashes;

sealed partial class CrashRun
{
    const int FlippedBytes = 4;

    static readonly string[] RepairFaults = ["", "", "kill@repair.written#1", "kill@repair.kept#1"];

    /// <summary>Nobody has the queue open.</summary>
    void Wreck(Mischief mischief)
    {
        if (mischief == Mischief.None || !File.Exists(Queue))
            return;
        _tally.Plan(mischief.ToString());
        if (mischief != Mischief.Tear)
            Damage(mischief);
        else if (QueueCopy.Tear(Queue))
            _tally.Strike(mischief.ToString());
    }

    void Damage(Mischief mischief)
    {
        if (_wasDamaged)
            return; // more than one and nobody could say any more what was lost
        QueueCopy.Checkpoint(Queue);
        var sound = Path.Combine(_folder, "sound.db");
        QueueCopy.CopyFiles(Queue, sound);
        var before = new QueueCopy(sound);
        var random = new Random(_schedule.Seed);
        var bytes = File.ReadAllBytes(Queue);
        if (!TryDamage(bytes, mischief, before, random, out var what))
            return;
        File.WriteAllBytes(Queue, bytes);
        var (status, said) = Execute("queue verify");
        Tell($"{mischief} {what} in [{before}]\nverify: {status} {said}");
        if (status == 0)
        {
            _tally.Strike($"{mischief} (harmless)");
            return;
        }
        _wasDamaged = true;
        _tally.Strike(mischief.ToString());
        Expect("queue verify", status, 1, said, "q.db");
        Refuses("listen");
        Refuses("work");
        Repair(RepairFaults[random.Next(RepairFaults.Length)]);
        if (_violations.Count > 0)
            return;
        _lost = new(before, new(Queue), _store.Path);
        Tell($"lost deliveries: {_lost.Count}; saved: {new QueueCopy(Queue)}");
        if (_lost.Count > 0)
            _tally.Strike("records lost by damage", _lost.Count);
    }

    static bool TryDamage(byte[] bytes, Mischief mischief, QueueCopy before, Random random, out string what)
    {
        what = "";
        var page = bytes[16] << 8 | bytes[17];
        var (from, length) = (0, bytes.Length);
        if (mischief == Mischief.ZeroPage)
        {
            (from, length) = (random.Next(1, bytes.Length / page) * page, page);
            bytes.AsSpan(from, length).Clear();
        }
        if (mischief == Mischief.FlipPayload)
        {
            var batches = before.Batches.Where(batch => batch.Payload.Length >= 64).ToList();
            if (batches.Count == 0)
                return false;
            var payload = batches[random.Next(batches.Count)].Payload;
            (from, length) = (bytes.AsSpan().IndexOf(payload.AsSpan(0, 64)), 64);
            if (from < 0)
                return false; // its beginning lies across two pages
        }
        if (mischief != Mischief.ZeroPage)
        {
            from += random.Next(length - FlippedBytes);
            for (var i = 0; i < FlippedBytes; i++)
                bytes[from + i] ^= (byte)random.Next(1, 256);
        }
        what = $"at {from} of {bytes.Length}";
        return true;
    }

    void Refuses(string command)
    {
        var (status, said) = Execute(command);
        Expect(command, status, 2, said, "tidings queue repair");
    }

    /// <summary>Also where it was interrupted before.</summary>
    void Repair(string fault)
    {
        if (fault.Length > 0)
        {
            var name = fault[..fault.IndexOf('#', StringComparison.Ordinal)];
            _tally.Plan(name);
            var (killed, told) = Execute("queue repair", fault);
            Expect("queue repair, killed", killed, 137, told, "");
            _tally.Strike(name);
            Refuses("listen");
        }
        var (status, said) = Execute("queue repair");
        Tell($"repair [{fault}]: {status} {said}");
        Expect("queue repair", status, 0, said, "");
    }

    void Expect(string command, int status, int wanted, string said, string word)
    {
        if (status != wanted || !said.Contains(word, StringComparison.Ordinal))
            Violation($"{command} ended with {status} and not {wanted}, or did not name '{word}':\n{said}");
    }

    (int Status, string Said) Execute(string command, string faults = "")
    {
        using var process = Start(command, WriteSettings(-1, 0), faults, "faults-damage.log");
        if (!process.WaitForExit(Patience))
        {
            Violation($"{command} hangs");
            process.Kill();
        }
        process.Drain();
        return (process.ExitCode, process.Tail);
    }
}
