; SPDX-License-Identifier: GPL-2.0 OR BSD-2-Clause
; See rust.rs.
; ModuleID = 'rust.ccc84e1bccec10da-cgu.0'
source_filename = "rust.ccc84e1bccec10da-cgu.0"
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

@CHOICE = local_unnamed_addr global [8 x i8] c"\01\00\00\00\08\00\00\00", align 4, !dbg !0
@alloc_3827bbb606bbdb0f0c926011c14ccc34 = private unnamed_addr constant [1 x i8] c"a", align 1
@EVENT = local_unnamed_addr global <{ [32 x i8], ptr, [17 x i8], [3 x i8], [5 x i8], [15 x i8] }> <{ [32 x i8] c"\01\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\07\07\07\07\07\07\07\07\07\07\07\07\07\07\07\07", ptr @alloc_3827bbb606bbdb0f0c926011c14ccc34, [17 x i8] c"\01\00\00\00\00\00\00\00\03\00\00\00x\00\00\00\01", [3 x i8] undef, [5 x i8] c"y\00\00\00\01", [15 x i8] undef }>, align 16, !dbg !18
@LETTER = local_unnamed_addr global [4 x i8] c"q\00\00\00", align 4, !dbg !46
@LETTERS = local_unnamed_addr global [16 x i8] c"q\00\00\00r\00\00\00s\00\00\00t\00\00\00", align 4, !dbg !48
@LEVEL = local_unnamed_addr global [1 x i8] c"\FF", align 1, !dbg !53
@OF = local_unnamed_addr global <{ [12 x i8], [4 x i8] }> <{ [12 x i8] c"\05\00\00\00\00\00\00\00\06\00\00\00", [4 x i8] undef }>, align 8, !dbg !59

; Function Attrs: mustprogress nofree norecurse nosync nounwind willreturn memory(none)
define noundef i32 @pass(ptr noundef readnone %_context) unnamed_addr #0 section "xdp" !dbg !82 {
start:
    #dbg_value(ptr %_context, !87, !DIExpression(), !88)
  ret i32 2, !dbg !89
}

attributes #0 = { mustprogress nofree norecurse nosync nounwind willreturn memory(none) "target-cpu"="generic" }

!llvm.module.flags = !{!74, !75, !76}
!llvm.ident = !{!77}
!llvm.dbg.cu = !{!78}

!0 = !DIGlobalVariableExpression(var: !1, expr: !DIExpression())
!1 = distinct !DIGlobalVariable(name: "CHOICE", scope: !2, file: !3, line: 76, type: !4, isLocal: false, isDefinition: true, align: 32)
!2 = !DINamespace(name: "rust", scope: null)
!3 = !DIFile(filename: "rust.rs", directory: "/src", checksumkind: CSK_MD5, checksum: "fa05a639969debc6f9a40aabc2c9c182")
!4 = !DICompositeType(tag: DW_TAG_structure_type, name: "Choice", scope: !2, file: !5, size: 64, align: 32, flags: DIFlagPublic, elements: !6, templateParams: !11, identifier: "a1e4888aa4beaa5445d7de5bddaf5a")
!5 = !DIFile(filename: "<unknown>", directory: "")
!6 = !{!7}
!7 = !DICompositeType(tag: DW_TAG_variant_part, scope: !4, file: !5, size: 64, align: 32, elements: !8, templateParams: !11, identifier: "eda50271c7f26ef1ab371beef700486c", discriminator: !17)
!8 = !{!9, !12}
!9 = !DIDerivedType(tag: DW_TAG_member, name: "No", scope: !7, file: !5, baseType: !10, size: 64, align: 32, extraData: i32 0)
!10 = !DICompositeType(tag: DW_TAG_structure_type, name: "No", scope: !4, file: !5, size: 64, align: 32, flags: DIFlagPublic, elements: !11, identifier: "e34df929e4b22fdf3712a8993b5056fd")
!11 = !{}
!12 = !DIDerivedType(tag: DW_TAG_member, name: "Yes", scope: !7, file: !5, baseType: !13, size: 64, align: 32, extraData: i32 1)
!13 = !DICompositeType(tag: DW_TAG_structure_type, name: "Yes", scope: !4, file: !5, size: 64, align: 32, flags: DIFlagPublic, elements: !14, templateParams: !11, identifier: "9024750d3025f1c4ce580312e9d1efc3")
!14 = !{!15}
!15 = !DIDerivedType(tag: DW_TAG_member, name: "__0", scope: !13, file: !5, baseType: !16, size: 32, align: 32, offset: 32, flags: DIFlagPublic)
!16 = !DIBasicType(name: "u32", size: 32, encoding: DW_ATE_unsigned)
!17 = !DIDerivedType(tag: DW_TAG_member, scope: !4, file: !5, baseType: !16, size: 32, align: 32, flags: DIFlagArtificial)
!18 = !DIGlobalVariableExpression(var: !19, expr: !DIExpression())
!19 = distinct !DIGlobalVariable(name: "EVENT", scope: !2, file: !3, line: 60, type: !20, isLocal: false, isDefinition: true, align: 128)
!20 = !DICompositeType(tag: DW_TAG_structure_type, name: "Event", scope: !2, file: !5, size: 640, align: 128, flags: DIFlagPublic, elements: !21, templateParams: !11, identifier: "c18e9d0c2a5a4a66691ac457342171b5")
!21 = !{!22, !24, !26, !27, !29, !34, !41}
!22 = !DIDerivedType(tag: DW_TAG_member, name: "letter", scope: !20, file: !5, baseType: !23, size: 32, align: 32, offset: 416, flags: DIFlagPublic)
!23 = !DIBasicType(name: "char", size: 32, encoding: DW_ATE_UTF)
!24 = !DIDerivedType(tag: DW_TAG_member, name: "flag", scope: !20, file: !5, baseType: !25, size: 8, align: 8, offset: 512, flags: DIFlagPublic)
!25 = !DIBasicType(name: "bool", size: 8, encoding: DW_ATE_boolean)
!26 = !DIDerivedType(tag: DW_TAG_member, name: "number", scope: !20, file: !5, baseType: !16, size: 32, align: 32, offset: 384, flags: DIFlagPublic)
!27 = !DIDerivedType(tag: DW_TAG_member, name: "wide", scope: !20, file: !5, baseType: !28, size: 128, align: 128, flags: DIFlagPublic)
!28 = !DIBasicType(name: "u128", size: 128, encoding: DW_ATE_unsigned)
!29 = !DIDerivedType(tag: DW_TAG_member, name: "name", scope: !20, file: !5, baseType: !30, size: 128, align: 8, offset: 128, flags: DIFlagPublic)
!30 = !DICompositeType(tag: DW_TAG_array_type, baseType: !31, size: 128, align: 8, elements: !32)
!31 = !DIBasicType(name: "u8", size: 8, encoding: DW_ATE_unsigned)
!32 = !{!33}
!33 = !DISubrange(count: 16, lowerBound: 0)
!34 = !DIDerivedType(tag: DW_TAG_member, name: "text", scope: !20, file: !5, baseType: !35, size: 128, align: 64, offset: 256, flags: DIFlagPublic)
!35 = !DICompositeType(tag: DW_TAG_structure_type, name: "&str", file: !5, size: 128, align: 64, elements: !36, templateParams: !11, identifier: "6fc9dd7daffb1f73292744aea0793200")
!36 = !{!37, !39}
!37 = !DIDerivedType(tag: DW_TAG_member, name: "data_ptr", scope: !35, file: !5, baseType: !38, size: 64, align: 64)
!38 = !DIDerivedType(tag: DW_TAG_pointer_type, baseType: !31, size: 64, align: 64, dwarfAddressSpace: 0)
!39 = !DIDerivedType(tag: DW_TAG_member, name: "length", scope: !35, file: !5, baseType: !40, size: 64, align: 64, offset: 64)
!40 = !DIBasicType(name: "usize", size: 64, encoding: DW_ATE_unsigned)
!41 = !DIDerivedType(tag: DW_TAG_member, name: "pair", scope: !20, file: !5, baseType: !42, size: 64, align: 32, offset: 448, flags: DIFlagPublic)
!42 = !DICompositeType(tag: DW_TAG_structure_type, name: "(u8, char)", file: !5, size: 64, align: 32, elements: !43, templateParams: !11, identifier: "a0c8a6bffd3bfd213e7eb6c591b6ebf8")
!43 = !{!44, !45}
!44 = !DIDerivedType(tag: DW_TAG_member, name: "__0", scope: !42, file: !5, baseType: !31, size: 8, align: 8)
!45 = !DIDerivedType(tag: DW_TAG_member, name: "__1", scope: !42, file: !5, baseType: !23, size: 32, align: 32, offset: 32)
!46 = !DIGlobalVariableExpression(var: !47, expr: !DIExpression())
!47 = distinct !DIGlobalVariable(name: "LETTER", scope: !2, file: !3, line: 72, type: !23, isLocal: false, isDefinition: true, align: 32)
!48 = !DIGlobalVariableExpression(var: !49, expr: !DIExpression())
!49 = distinct !DIGlobalVariable(name: "LETTERS", scope: !2, file: !3, line: 74, type: !50, isLocal: false, isDefinition: true, align: 32)
!50 = !DICompositeType(tag: DW_TAG_array_type, baseType: !23, size: 128, align: 32, elements: !51)
!51 = !{!52}
!52 = !DISubrange(count: 4, lowerBound: 0)
!53 = !DIGlobalVariableExpression(var: !54, expr: !DIExpression())
!54 = distinct !DIGlobalVariable(name: "LEVEL", scope: !2, file: !3, line: 78, type: !55, isLocal: false, isDefinition: true, align: 8)
!55 = !DICompositeType(tag: DW_TAG_enumeration_type, name: "Level", scope: !2, file: !5, baseType: !31, size: 8, align: 8, flags: DIFlagEnumClass, elements: !56)
!56 = !{!57, !58}
!57 = !DIEnumerator(name: "Low", value: 1, isUnsigned: true)
!58 = !DIEnumerator(name: "High", value: 255, isUnsigned: true)
!59 = !DIGlobalVariableExpression(var: !60, expr: !DIExpression())
!60 = distinct !DIGlobalVariable(name: "OF", scope: !2, file: !3, line: 70, type: !61, isLocal: false, isDefinition: true, align: 64)
!61 = !DICompositeType(tag: DW_TAG_structure_type, name: "Of<rust::inner::Event>", scope: !2, file: !5, size: 128, align: 64, flags: DIFlagPublic, elements: !62, templateParams: !72, identifier: "49a1e289e8dd2c46504eac9e31096588")
!62 = !{!63, !69, !71}
!63 = !DIDerivedType(tag: DW_TAG_member, name: "it", scope: !61, file: !5, baseType: !64, size: 64, align: 64, flags: DIFlagPublic)
!64 = !DICompositeType(tag: DW_TAG_structure_type, name: "Event", scope: !65, file: !5, size: 64, align: 64, flags: DIFlagPublic, elements: !66, templateParams: !11, identifier: "a278ad5e3186d191595869a32485000d")
!65 = !DINamespace(name: "inner", scope: !2)
!66 = !{!67}
!67 = !DIDerivedType(tag: DW_TAG_member, name: "x", scope: !64, file: !5, baseType: !68, size: 64, align: 64, flags: DIFlagPublic)
!68 = !DIBasicType(name: "i64", size: 64, encoding: DW_ATE_signed)
!69 = !DIDerivedType(tag: DW_TAG_member, name: "nothing", scope: !61, file: !5, baseType: !70, align: 8, offset: 96, flags: DIFlagPublic)
!70 = !DIBasicType(name: "()", encoding: DW_ATE_unsigned)
!71 = !DIDerivedType(tag: DW_TAG_member, name: "count", scope: !61, file: !5, baseType: !16, size: 32, align: 32, offset: 64, flags: DIFlagPublic)
!72 = !{!73}
!73 = !DITemplateTypeParameter(name: "T", type: !64)
!74 = !{i32 8, !"PIC Level", i32 2}
!75 = !{i32 7, !"Dwarf Version", i32 4}
!76 = !{i32 2, !"Debug Info Version", i32 3}
!77 = !{!"rustc version 1.97.0-nightly"}
!78 = distinct !DICompileUnit(language: DW_LANG_Rust, file: !79, producer: "clang LLVM (rustc version 1.97.0-nightly)", isOptimized: true, runtimeVersion: 0, emissionKind: FullDebug, enums: !80, globals: !81, splitDebugInlining: false, nameTableKind: None)
!79 = !DIFile(filename: "rust.rs/@/rust.ccc84e1bccec10da-cgu.0", directory: "/src")
!80 = !{!55}
!81 = !{!0, !18, !46, !48, !53, !59}
!82 = distinct !DISubprogram(name: "pass", scope: !2, file: !3, line: 82, type: !83, scopeLine: 82, flags: DIFlagPrototyped, spFlags: DISPFlagDefinition | DISPFlagOptimized, unit: !78, templateParams: !11, retainedNodes: !86)
!83 = !DISubroutineType(types: !84)
!84 = !{!16, !85}
!85 = !DIDerivedType(tag: DW_TAG_pointer_type, name: "*mut u8", baseType: !31, size: 64, align: 64, dwarfAddressSpace: 0)
!86 = !{!87}
!87 = !DILocalVariable(name: "_context", arg: 1, scope: !82, file: !3, line: 82, type: !85)
!88 = !DILocation(line: 0, scope: !82)
!89 = !DILocation(line: 84, column: 2, scope: !82)
