using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Render;

/// <summary>
/// Remembers across runs what the server has acknowledged: an append-only file with a line for each request that landed, each layer
/// that was opened, and each state of the stack.
/// </summary>
/// <remarks>
/// A tile takes 22 bytes of the file. In memory are only the tiles of earlier runs, with about 30 bytes each; those of the running
/// import take none.
/// </remarks>
internal sealed class ImportJournal : IDisposable
{
    private const string Title = "render-import-journal 1 ";
    private const char Tiles = 'T';
    private const char Forgotten = 'F';
    private const char Layer = 'Z';
    private const char StackState = 'S';
    private const char Completing = 'P';
    private const char Completed = 'C';
    private const char Lost = 'L';

    // What a tile takes of a line.
    private const int BytesOfTile = TileMark.Size * 4 / 3;

    private readonly string path;
    private readonly JournalFile file;
    private readonly Lock gate = new();
    private readonly AcknowledgedTiles acknowledged = new();
    private readonly HashSet<double> layers = [];
    private readonly List<StackMark> stacks = [];
    private readonly List<ulong> toForget = [];
    private StackCompletionMark? completion;

    private ImportJournal(string path, JournalFile file)
    {
        this.path = path;
        this.file = file;
    }

    /// <summary>Whether an earlier run has begun to work on the stack.</summary>
    public bool IsBound => stacks.Count > 0 && stacks[^1] != StackMark.Ahead;

    /// <summary>Whether the import created the stack, in this run or an earlier one.</summary>
    public bool IsNewStack => stacks.Exists(mark => mark.IsNew);

    /// <summary>Whether tiles were acknowledged in earlier runs.</summary>
    public bool HasTiles { get; private set; }

    /// <summary>Whether an earlier run ended with a COMPLETE stack.</summary>
    public bool IsCompleted { get; private set; }

    /// <summary>
    /// Whether the server has lost tiles of the stack that this import completed: it is to be reopened for them, whoever asked for that or not.
    /// </summary>
    public bool IsToBeMended { get; private set; }

    /// <summary>Opens the journal of an import, or begins one.</summary>
    /// <exception cref="ImportJournalException">The file is no journal, or that of another import, or in use.</exception>
    public static ImportJournal Open(string path, RenderStack stack, ImportOptions options)
    {
        var file = JournalFile.Open(path);
        try
        {
            var journal = new ImportJournal(path, file);
            journal.Load($"{Title}{stack} {options.ExistingLayers}");
            return journal;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fails if the stack is not the one that earlier runs have worked on.</summary>
    /// <exception cref="ImportJournalException">It is another one, or somebody has reopened or changed it.</exception>
    public void Require(StackMetaData? metadata)
    {
        if (!IsBound || (metadata is not null && IsKnown(metadata)))
            return;

        string found = metadata is null ? "does not exist any more" : string.Create(
            CultureInfo.InvariantCulture,
            $"has been created anew or changed since (it is {metadata.State} in version {metadata.CurrentVersionNumber}, the journal knows version {stacks[^1].Version})");
        throw new ImportJournalException(path, $"the stack {found}, so that what was acknowledged may be gone. Delete the journal to import everything again.");
    }

    /// <summary>Writes down the stack, before it is changed if this import changes it.</summary>
    public void Bind(StackMark mark)
    {
        lock (gate)
        {
            Note(mark);
            Append(StackState, mark.ToString(), toDisk: true);
        }
    }

    /// <summary>Writes down that the server has lost tiles of a layer: the next run opens it anew, and sends all of it.</summary>
    public void Lose(double z)
    {
        lock (gate)
        {
            NoteLoss(z);
            Append(Lost, Text(z), toDisk: true);
        }
    }

    /// <summary>
    /// Whether an earlier run has brought this very tile to the server. If that was another version of the tile, it no longer counts.
    /// </summary>
    public bool IsAcknowledged(TileMark mark, double z)
    {
        if (!HasTiles)
            return false;

        lock (gate)
        {
            if (!acknowledged.TryGet(mark.Id, z, out ulong content))
                return false;

            if (content == mark.Content)
                return true;

            acknowledged.Remove(mark.Id);
            toForget.Add(mark.Id);
            return false;
        }
    }

    /// <summary>To be called before tiles are sent: from then on, nobody knows whether the server has their earlier versions.</summary>
    public void PrepareToSend()
    {
        lock (gate)
        {
            if (toForget.Count == 0)
                return;

            Append(Forgotten, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(toForget)), toDisk: true);
            toForget.Clear();
        }
    }

    /// <summary>Writes down that the server has tiles.</summary>
    public void Acknowledge(ReadOnlySpan<ChunkTile> tiles)
    {
        var marks = new TileMark[tiles.Length];
        for (int i = 0; i < tiles.Length; i++)
            marks[i] = tiles[i].Mark;

        lock (gate)
            Append(Tiles, MemoryMarshal.AsBytes<TileMark>(marks), toDisk: false);
    }

    /// <summary>Whether a layer has been opened: what is in it now may be ours.</summary>
    public bool HasOpened(double z)
    {
        lock (gate)
            return layers.Contains(z);
    }

    /// <summary>Writes down that a layer has been opened, before the first tile is sent there.</summary>
    public void Open(double z)
    {
        lock (gate)
        {
            layers.Add(z);
            Append(Layer, Text(z), toDisk: true);
        }
    }

    /// <summary>To be called before the stack is completed: who finds it COMPLETE must know why, even after a power cut.</summary>
    public void PrepareToComplete()
    {
        lock (gate)
        {
            if (completion is not null)
                return;

            completion = new StackCompletionMark(Modified: null);
            Append(Completing, "", toDisk: true);
        }
    }

    /// <summary>Writes down that everything landed, the counts agreed, and the stack is COMPLETE.</summary>
    /// <param name="metadata">The stack since then, if it could be read.</param>
    public void Complete(StackMetaData? metadata)
    {
        lock (gate)
        {
            completion = new StackCompletionMark(metadata?.LastModifiedTimestamp);
            IsCompleted = true;
            Append(Completed, StackMark.Format(completion.Modified), toDisk: true);
        }
    }

    public void Dispose() => file.Dispose();

    private void Load(string title)
    {
        string beginning = file.Peek(Title.Length);
        if (!Title.StartsWith(beginning, StringComparison.Ordinal))
            throw new ImportJournalException(path, "it is no journal of an import, and is left as it is. Name another file.");

        // Growing step by step would take twice the memory for a while.
        acknowledged.EnsureCapacity(checked((int)(file.Length / BytesOfTile)));
        string? found = null;
        foreach (string line in file.ReadLines())
        {
            if (found is null)
                RequireTitle(found = line, title);
            else
                Read(line);
        }

        HasTiles = !acknowledged.IsEmpty;
        if (found is null)
            file.Append(Encoding.ASCII.GetBytes(title), toDisk: true);
    }

    private void RequireTitle(string found, string title)
    {
        if (found != title)
        {
            throw new ImportJournalException(
                path, $"it belongs to another import ('{found[Title.Length..]}' instead of '{title[Title.Length..]}'). Name another file.");
        }
    }

    private void Read(string line)
    {
        string rest = line[2..];
        switch (line[0])
        {
            case Tiles:
                foreach (var mark in Decode<TileMark>(rest))
                    acknowledged.Add(mark);
                break;
            case Forgotten:
                foreach (ulong id in Decode<ulong>(rest))
                    acknowledged.Remove(id);
                break;
            case Layer:
                layers.Add(Number(rest));
                break;
            case StackState:
                Note(StackMark.Parse(rest));
                break;
            case Lost:
                NoteLoss(Number(rest));
                break;
            case Completing:
                completion = new StackCompletionMark(Modified: null);
                break;
            case Completed:
                completion = new StackCompletionMark(StackMark.ParseTime(rest));
                IsCompleted = true;
                break;
            default:
                throw new ImportJournalException(path, $"it has a line '{line[0]}', as a later version of this library writes them.");
        }
    }

    private void Note(StackMark mark)
    {
        stacks.Add(mark);
        completion = null;
        IsCompleted = false;

        // What lies ahead may not have happened.
        IsToBeMended &= mark.Modified is null;
    }

    private void NoteLoss(double z)
    {
        layers.Remove(z);
        acknowledged.Lose(z);
        IsToBeMended |= completion is not null;
    }

    // The last state counts; and those before, as long as it is not certain that they have passed: a run may end in the middle of a change.
    private bool IsKnown(StackMetaData metadata)
    {
        var known = completion;
        for (int i = stacks.Count - 1; i >= 0; i--)
        {
            if (stacks[i].Fits(metadata, known))
                return true;

            if (stacks[i].Modified is not null)
                return false;

            known = new StackCompletionMark(Modified: null);
        }

        return false;
    }

    private static string Text(double z) => z.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static ReadOnlySpan<T> Decode<T>(string text)
        where T : struct => MemoryMarshal.Cast<byte, T>(Convert.FromBase64String(text));

    private void Append(char kind, string text, bool toDisk) => file.Append(Encoding.ASCII.GetBytes($"{kind} {text}"), toDisk);

    private void Append(char kind, ReadOnlySpan<byte> bytes, bool toDisk)
    {
        byte[] line = new byte[2 + Base64.GetMaxEncodedToUtf8Length(bytes.Length)];
        line[0] = (byte)kind;
        line[1] = (byte)' ';
        Base64.EncodeToUtf8(bytes, line.AsSpan(2), out _, out _);
        file.Append(line, toDisk);
    }
}
