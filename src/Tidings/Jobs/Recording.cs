using System.IO.Compression;

namespace Tidings.Cli.Jobs;

/// <summary>A recording to be read: a file, plain or gzip, or standard input.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="Open">Opens it.</param>
/// <param name="Bytes">Its size as it lies there; null where unknown.</param>
sealed record Recording(string Name, Func<Stream> Open, long? Bytes)
{
    const int BufferBytes = 1 << 18;

    /// <summary>The recording behind a name; <c>-</c> is standard input.</summary>
    /// <exception cref="UsageException">There is no such file, it is a folder, or it may not be read.</exception>
    public static Recording Of(AppHost host, string name)
    {
        if (name == "-")
            return new("standard input", () => host.In, null);
        var path = host.PathOf(name);
        if (Directory.Exists(path))
            throw new UsageException($"{name} is a folder. Name its files, for example {name.TrimEnd('/')}/*.gz.");
        if (!File.Exists(path))
            throw new UsageException($"{name}: there is no such file.");
        var open = () => new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            var probe = open();
            if (!probe.CanSeek)
                return new(name, () => probe, null); // a pipe, as in <(zcat …): it can be opened only once
            using (probe)
                return new(name, open, probe.Length);
        }
        catch (UnauthorizedAccessException)
        {
            throw new UsageException($"{name} may not be read by this user.");
        }
    }

    /// <summary>The bundled recordings, made up by the generator.</summary>
    public static IReadOnlyList<Recording> Bundled { get; } = [.. typeof(Recording).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith("samples/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => new Recording(name, () => OpenBundled(name), OpenBundled(name).Length))];

    static Stream OpenBundled(string name) => typeof(Recording).Assembly.GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"{name} is missing from this build");

    /// <summary>Unpacks what begins like gzip, whatever its name.</summary>
    public static Stream Unpack(Stream stream)
    {
        var buffered = new BufferedStream(stream, BufferBytes);
        return new GzipPeek(buffered).IsGzip(out var whole) ? new GZipStream(whole, CompressionMode.Decompress) : whole;
    }

    /// <summary>Looks at the first two bytes of a stream that cannot seek.</summary>
    sealed class GzipPeek(Stream stream)
    {
        public bool IsGzip(out Stream whole)
        {
            var head = new byte[2];
            var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            whole = new PrefixedStream(head.AsMemory(0, length), stream);
            return length == 2 && head[0] == 0x1F && head[1] == 0x8B;
        }
    }
}
