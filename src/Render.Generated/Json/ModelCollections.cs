using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Render.Transforms;

namespace Render;

/// <summary>
/// The metadata of collections of models, in the forms that programs have them: lists, arrays, sequences and maps of texts. The compiler
/// generates only those that operations take or give; these are made when they are asked for, without reflection.
/// </summary>
internal sealed class ModelCollections : IJsonTypeInfoResolver
{
    private static readonly Lazy<Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>>> All = new(Create);

    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        All.Value.TryGetValue(type, out var create) ? create(options) : null;

    private static Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> Create()
    {
        var all = new Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>>();
        Add<AffineWarpFieldCell>(all);
        Add<AffineWarpFieldDebugData>(all);
        Add<Bounds>(all);
        Add<CanvasMatches>(all);
        Add<ChannelSpec>(all);
        Add<CollectionSnapshot>(all);
        Add<ConsensusSetData>(all);
        Add<FeatureAndMatchParameters>(all);
        Add<FeatureExtractionParameters>(all);
        Add<FilterFactory>(all);
        Add<FilterSpec>(all);
        Add<GeometricDescriptorAndMatchFilterParameters>(all);
        Add<GeometricDescriptorParameters>(all);
        Add<HierarchicalStack>(all);
        Add<ImageAndMask>(all);
        Add<LastTileTransform>(all);
        Add<LayoutData>(all);
        Add<LocationOffsets>(all);
        Add<MatchCollectionId>(all);
        Add<MatchCollectionMetaData>(all);
        Add<MatchDerivationParameters>(all);
        Add<MatchTrial>(all);
        Add<MatchTrialParameters>(all);
        Add<Matches>(all);
        Add<MipmapPathBuilder>(all);
        Add<ReconstructionCycle>(all);
        Add<RenderParameters>(all);
        Add<RenderServerProperties>(all);
        Add<ResidualInputData>(all);
        Add<ResidualResult>(all);
        Add<ResolvedTileSpecCollection>(all);
        Add<ResolvedTilesWithMatches>(all);
        Add<SectionData>(all);
        Add<StackId>(all);
        Add<StackMetaData>(all);
        Add<StackStats>(all);
        Add<StackVersion>(all);
        Add<StackWithZValues>(all);
        Add<StageMatchingStats>(all);
        Add<TileBounds>(all);
        Add<TileCoordinates>(all);
        Add<TileSpec>(all);
        Add<LeafTransform>(all);
        Add<ListTransform>(all);
        Add<TransformMetadata>(all);
        Add<TransformSpec>(all);
        return all;
    }

    private static void Add<T>(Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> all)
    {
        all[typeof(T[])] = options => JsonMetadataServices.CreateArrayInfo(options, new JsonCollectionInfoValues<T[]>());
        all[typeof(List<T>)] = options => JsonMetadataServices.CreateListInfo<List<T>, T>(
            options, new JsonCollectionInfoValues<List<T>> { ObjectCreator = () => [] });
        all[typeof(IList<T>)] = options => JsonMetadataServices.CreateIListInfo<IList<T>, T>(
            options, new JsonCollectionInfoValues<IList<T>> { ObjectCreator = () => new List<T>() });
        all[typeof(ICollection<T>)] = options => JsonMetadataServices.CreateICollectionInfo<ICollection<T>, T>(
            options, new JsonCollectionInfoValues<ICollection<T>> { ObjectCreator = () => new List<T>() });
        all[typeof(IEnumerable<T>)] = options => JsonMetadataServices.CreateIEnumerableInfo<IEnumerable<T>, T>(
            options, new JsonCollectionInfoValues<IEnumerable<T>>());
        all[typeof(IReadOnlyCollection<T>)] = options => JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyCollection<T>, T>(
            options, new JsonCollectionInfoValues<IReadOnlyCollection<T>>());
        all[typeof(IReadOnlyList<T>)] = options => JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyList<T>, T>(
            options, new JsonCollectionInfoValues<IReadOnlyList<T>>());
        all[typeof(IAsyncEnumerable<T>)] = options => JsonMetadataServices.CreateIAsyncEnumerableInfo<IAsyncEnumerable<T>, T>(
            options, new JsonCollectionInfoValues<IAsyncEnumerable<T>>());
        all[typeof(Dictionary<string, T>)] = options => JsonMetadataServices.CreateDictionaryInfo<Dictionary<string, T>, string, T>(
            options, new JsonCollectionInfoValues<Dictionary<string, T>> { ObjectCreator = () => [] });
        all[typeof(IDictionary<string, T>)] = options => JsonMetadataServices.CreateIDictionaryInfo<IDictionary<string, T>, string, T>(
            options, new JsonCollectionInfoValues<IDictionary<string, T>> { ObjectCreator = () => new Dictionary<string, T>() });
        all[typeof(IReadOnlyDictionary<string, T>)] = options =>
            JsonMetadataServices.CreateIReadOnlyDictionaryInfo<IReadOnlyDictionary<string, T>, string, T>(
                options, new JsonCollectionInfoValues<IReadOnlyDictionary<string, T>>());
    }
}
